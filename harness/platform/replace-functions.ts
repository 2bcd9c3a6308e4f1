import { syncNamedImports } from './sync-named-imports.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A function of Node's, whatever it takes. */
export type Method = (this: unknown, ...args: unknown[]) => unknown

/** One function that an observer replaces. */
export interface Replacement {
  readonly target: object
  readonly key: PropertyKey
  /** Makes what runs instead of the original, which it has to call with the same `this`. */
  readonly wrap: (original: Method) => Method
}

/**
 * Replaces functions by ones that look the same from outside: name, length, own properties.
 *
 * @returns undoes it; where somebody has replaced a function since, theirs stays, and what it calls
 * is the original again
 */
export function replaceFunctions(replacements: readonly Replacement[]): () => void {
  const undos = replacements.map((replacement) => replaceFunction(replacement))
  syncNamedImports()
  return () => {
    for (const undo of undos.toReversed()) undo()
    syncNamedImports()
  }
}

/** Replaces a property, unless somebody has frozen it; what it returns puts it back. */
export function replaceProperty(
  target: object,
  key: PropertyKey,
  after: PropertyDescriptor,
): () => void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  Reflect.defineProperty(target, key, after)
  return () => {
    const now = Object.getOwnPropertyDescriptor(target, key)
    if (now === undefined || now.value !== after.value || now.get !== after.get) return
    if (before === undefined) Reflect.deleteProperty(target, key)
    else Reflect.defineProperty(target, key, before)
  }
}

/** Replaces one function, where no named import can lead to it. */
export function replaceFunction({ target, key, wrap }: Replacement): () => void {
  const original: unknown = Reflect.get(target, key)
  // A function that this version of Node does not have, or that somebody has taken away.
  if (typeof original !== 'function') return () => {}
  const replacement = wrap(original as Method)
  let isActive = true
  // A method, since that has no `prototype` of its own and so can be given that of the original.
  const { installed } = {
    installed(this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(isActive ? replacement : original, this, args)
    },
  }
  imitate(installed, original)
  const before = Object.getOwnPropertyDescriptor(target, key)
  const undo = replaceProperty(target, key, {
    // What was inherited must not begin to show among the keys.
    ...(before ?? { writable: true, configurable: true, enumerable: false }),
    value: installed,
  })
  return () => {
    isActive = false
    undo()
  }
}

/** Gives a function the looks of another one. */
export function imitate(installed: object, original: object): void {
  Reflect.setPrototypeOf(installed, Reflect.getPrototypeOf(original))
  for (const key of Reflect.ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key)
    if (descriptor !== undefined) Reflect.defineProperty(installed, key, descriptor)
  }
}
