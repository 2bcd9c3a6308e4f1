/**
 * @touches `clock` of the functions that fake timers put in the place of Node's
 * @test the field is asked for before it is read
 * @fallback the function that is there counts as the native one
 */
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import timersPromises from 'node:timers/promises'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Leads from a stand-in to the native function it stands for. */
const NATIVE: unique symbol = Symbol.for('vitest-shutdown.native')

/** The native functions, which stay real under a virtual clock. */
export interface RealTime {
  readonly setTimeout: typeof globalThis.setTimeout
  readonly clearTimeout: typeof globalThis.clearTimeout
  readonly setInterval: typeof globalThis.setInterval
  readonly clearInterval: typeof globalThis.clearInterval
  readonly setImmediate: typeof globalThis.setImmediate
  readonly clearImmediate: typeof globalThis.clearImmediate
  readonly Date: DateConstructor
  /** Needs no `this`. */
  readonly performanceNow: () => number
  readonly hrtime: typeof process.hrtime
  readonly uptime: () => number
  readonly promises: {
    readonly setTimeout: typeof timersPromises.setTimeout
    readonly setImmediate: typeof timersPromises.setImmediate
    readonly setInterval: typeof timersPromises.setInterval
  }
}

/**
 * The native functions as they were when this module was loaded, for the harness's own use while a
 * clock is installed.
 */
export const real: RealTime = {
  setTimeout: nativeOf(globalThis, 'setTimeout'),
  clearTimeout: nativeOf(globalThis, 'clearTimeout'),
  setInterval: nativeOf(globalThis, 'setInterval'),
  clearInterval: nativeOf(globalThis, 'clearInterval'),
  setImmediate: nativeOf(globalThis, 'setImmediate'),
  clearImmediate: nativeOf(globalThis, 'clearImmediate'),
  Date: nativeOf(globalThis, 'Date'),
  performanceNow: nativeOf(performance, 'now').bind(performance),
  hrtime: nativeOf(process, 'hrtime'),
  uptime: nativeOf(process, 'uptime'),
  promises: {
    setTimeout: nativeOf(timersPromises, 'setTimeout'),
    setImmediate: nativeOf(timersPromises, 'setImmediate'),
    setInterval: nativeOf(timersPromises, 'setInterval'),
  },
}

/** Makes `standIn` look like `native`, and {@link nativeOf} find it again. */
export function imitate<F extends object>(standIn: object, native: F): F {
  for (const key of ['name', 'length'] as const) {
    const descriptor = Object.getOwnPropertyDescriptor(native, key)
    if (descriptor !== undefined) Object.defineProperty(standIn, key, descriptor)
  }
  Object.defineProperty(standIn, NATIVE, { value: native })
  return standIn as F
}

/**
 * The native function `holder[name]`, also where trampolines of another copy of this module, or
 * somebody's fake timers, are in its place.
 */
export function nativeOf<T extends object, K extends keyof T & string>(holder: T, name: K): T[K] {
  const current = holder[name]
  const { [NATIVE]: native, clock } = current as Partial<Record<typeof NATIVE, T[K]>> & {
    clock?: Partial<Record<string, T[K]>>
  }
  return native ?? clock?.[`_${name}`] ?? current
}
