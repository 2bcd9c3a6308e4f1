import { syncNamedImports } from './sync-named-imports.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** One property that a clock or the trampolines replace. */
export interface Surface {
  target: object
  key: PropertyKey
  descriptor: PropertyDescriptor
}

/**
 * Replaces every property, and returns the function that puts back what was there before, whatever
 * has happened to it in between.
 *
 * Named imports of Node's modules are copies: they are brought up to date both times.
 */
export function patch(surfaces: readonly Surface[]): () => void {
  const before = surfaces.map(({ target, key }) => Object.getOwnPropertyDescriptor(target, key))
  defineAll(surfaces, (surface) => surface.descriptor)
  return () => defineAll(surfaces, (_surface, index) => before[index])
}

function defineAll(
  surfaces: readonly Surface[],
  descriptorOf: (surface: Surface, index: number) => PropertyDescriptor | undefined,
): void {
  let changed = false
  for (const [index, surface] of surfaces.entries()) {
    const { target, key } = surface
    const descriptor = descriptorOf(surface, index)
    if (isSame(Object.getOwnPropertyDescriptor(target, key), descriptor)) continue
    changed = true
    // Reflect, because one property that somebody has frozen must not leave the others replaced.
    if (descriptor === undefined) Reflect.deleteProperty(target, key)
    else Reflect.defineProperty(target, key, descriptor)
  }
  if (changed) syncNamedImports()
}

function isSame(a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean {
  return a?.value === b?.value && a?.get === b?.get && (a === undefined) === (b === undefined)
}
