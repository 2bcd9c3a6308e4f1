/**
 * @touches `clock` of the functions with which fake timers replace Node's
 * @test the field is checked for before it is read
 * @fallback the current function counts as the native one
 */
import { markWatching } from '../stack/script-owner.ts'
import { syncNamedImports } from './sync-named-imports.ts'

markWatching(import.meta.url)

// All that the package replaces and puts back goes through here, with two exceptions: the guard of the
// process (`rig/process-guard.ts`) also puts back what it never replaced, and what a probed process
// replaces (`process/child/`) stays replaced until the process ends.

/** A function of anybody's, whatever it takes. */
export type Method = (this: unknown, ...args: unknown[]) => unknown

/** One property that is replaced. */
export interface Surface {
  readonly target: object
  readonly key: PropertyKey
  readonly descriptor: PropertyDescriptor
  /** False where no module of Node's exports it, so that no named import has to follow. Default true. */
  readonly isExported?: boolean
}

/** How properties are replaced and put back. */
export interface PatchOptions {
  /**
   * What is put back at the end: `everything`, whatever was done to a property in between, or `own`,
   * only where the replacement is still there. Default `everything`.
   */
  readonly restores?: 'everything' | 'own'
  /**
   * Whether named imports of Node's modules follow, which are copies. Default true; it takes a tenth of
   * a millisecond, which properties of prototypes and of `console` need not.
   */
  readonly syncsImports?: boolean
}

/**
 * Replaces every property, but for those that somebody has frozen.
 *
 * @returns puts them back
 */
export function patch(
  surfaces: readonly Surface[],
  { restores = 'everything', syncsImports = true }: PatchOptions = {},
): () => void {
  const before = surfaces.map(({ target, key }) => Object.getOwnPropertyDescriptor(target, key))
  const changed = surfaces.filter((surface) => define(surface, surface.descriptor))
  const mustSync = (those: readonly Surface[]): boolean =>
    syncsImports && those.some(({ isExported = true }) => isExported)
  if (mustSync(changed)) syncNamedImports()
  return () => {
    const restored: Surface[] = []
    for (const [index, surface] of [...surfaces.entries()].toReversed()) {
      const now = Object.getOwnPropertyDescriptor(surface.target, surface.key)
      if (restores === 'own' && !isSame(now, surface.descriptor)) continue
      if (define(surface, before[index])) restored.push(surface)
    }
    if (mustSync(restored)) syncNamedImports()
  }
}

/** A property with another value. What was inherited does not begin to show among the keys. */
export function createSurface(target: object, key: PropertyKey, value: unknown): Surface {
  const { get: _get, set: _set, ...before } = Object.getOwnPropertyDescriptor(target, key) ?? {}
  const fresh = { writable: true, enumerable: false, configurable: true }
  return { target, key, descriptor: { ...fresh, ...before, value } }
}

/** @returns whether the property is another one now */
function define({ target, key }: Surface, descriptor: PropertyDescriptor | undefined): boolean {
  if (isSame(Object.getOwnPropertyDescriptor(target, key), descriptor)) return false
  // Reflect, because one property that somebody has frozen must not leave the others replaced.
  try {
    return descriptor === undefined
      ? Reflect.deleteProperty(target, key)
      : Reflect.defineProperty(target, key, descriptor)
  } catch {
    // Nor must the trap of a proxy: a browser environment may put one in the place of anything.
    return false
  }
}

function isSame(a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean {
  return a?.value === b?.value && a?.get === b?.get && (a === undefined) === (b === undefined)
}

/** One function that an observer replaces. */
export interface Replacement {
  readonly target: object
  readonly key: PropertyKey
  /** Makes what runs instead of the original, which it has to call with the same `this`. */
  readonly wrap: (original: Method) => Method
}

/**
 * Replaces functions by ones that look the same from outside: name, length, own properties. Named
 * imports follow.
 *
 * @returns undoes it; where somebody has replaced a function since, theirs stays, and what it calls
 * is the original again
 */
export function replaceFunctions(replacements: readonly Replacement[]): () => void {
  const undos = replacements.flatMap((replacement) => replaceFunction(replacement) ?? [])
  syncNamedImports()
  return () => {
    for (const undo of undos.toReversed()) undo()
    syncNamedImports()
  }
}

/**
 * Replaces one function, where no named import can lead to it.
 *
 * @returns undoes it as {@link replaceFunctions} does; undefined where the function is left as it is:
 * there is none, somebody has frozen it, or it is behind a getter, as the global `fetch` of a browser
 * environment is
 */
export function replaceFunction({ target, key, wrap }: Replacement): (() => void) | undefined {
  if (Object.getOwnPropertyDescriptor(target, key)?.get !== undefined) return undefined
  const original: unknown = Reflect.get(target, key)
  if (typeof original !== 'function') return undefined
  const standIn = takeStandIn(target, key, original as Method)
  const replacement = wrap(original as Method)
  standIn.replacement = replacement
  const surface = createSurface(target, key, standIn.installed)
  const undo = patch([surface], { restores: 'own', syncsImports: false })
  const isInstalled = Object.getOwnPropertyDescriptor(target, key)?.value === standIn.installed
  if (!isInstalled) standIn.replacement = undefined
  return isInstalled
    ? () => {
        // It may have been taken for another replacement since.
        if (standIn.replacement !== replacement) return
        standIn.replacement = undefined
        undo()
      }
    : undefined
}

/** What is put in the place of a function. */
interface StandIn {
  readonly installed: Method
  /** What runs instead of the original; that itself where there is none. */
  replacement: Method | undefined
}

/** By the original, and by where it is replaced. */
const standIns = new WeakMap<object, WeakMap<object, Map<PropertyKey, StandIn>>>()

/**
 * The stand-in for a function, which is the same each time that the function is replaced: a module
 * that has kept it in a variable may outlive the test file that loaded it.
 */
function takeStandIn(target: object, key: PropertyKey, original: Method): StandIn {
  const ofOriginal = standIns.get(original) ?? new WeakMap<object, Map<PropertyKey, StandIn>>()
  standIns.set(original, ofOriginal)
  const ofTarget = ofOriginal.get(target) ?? new Map<PropertyKey, StandIn>()
  ofOriginal.set(target, ofTarget)
  const known = ofTarget.get(key)
  // One that is in use, where somebody has put the original back, is not to be taken from its user.
  if (known !== undefined && known.replacement === undefined) return known
  // A method, since that has no `prototype` of its own and so can be given that of the original.
  const { installed } = {
    installed(this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(standIn.replacement ?? original, this, args)
    },
  }
  const standIn: StandIn = { installed: imitate(installed, original), replacement: undefined }
  ofTarget.set(key, standIn)
  return standIn
}

/** Gives a function the looks of another one: prototype, name, length, and all other own properties. */
export function imitate<F extends object>(standIn: object, original: F): F {
  Reflect.setPrototypeOf(standIn, Reflect.getPrototypeOf(original))
  for (const key of Reflect.ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key)
    if (descriptor !== undefined) Reflect.defineProperty(standIn, key, descriptor)
  }
  return standIn as F
}

/** Leads from a stand-in to the native function it stands for. */
const NATIVE: unique symbol = Symbol.for('vitest-shutdown.native')

/**
 * Gives a function the name and the length of a native one, and has {@link nativeOf} find that again.
 * Other properties are left: those of a timer function lead to the native time.
 */
export function standFor<F extends object>(standIn: object, native: F): F {
  for (const key of ['name', 'length'] as const) {
    const descriptor = Object.getOwnPropertyDescriptor(native, key)
    if (descriptor !== undefined) Object.defineProperty(standIn, key, descriptor)
  }
  Object.defineProperty(standIn, NATIVE, { value: native })
  return standIn as F
}

/**
 * The native function `holder[name]`, also where stand-ins of another copy of this module, or
 * somebody's fake timers, are in its place.
 */
export function nativeOf<T extends object, K extends keyof T & string>(holder: T, name: K): T[K] {
  const current = holder[name]
  const { [NATIVE]: native, clock } = current as Partial<Record<typeof NATIVE, T[K]>> & {
    clock?: Partial<Record<string, T[K]>>
  }
  return native ?? clock?.[`_${name}`] ?? current
}
