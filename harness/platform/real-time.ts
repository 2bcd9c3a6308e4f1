import { performance } from 'node:perf_hooks'
import process from 'node:process'
import timersPromises from 'node:timers/promises'
import { nativeOf } from './patch.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

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
