// platform/ is the only folder that uses what Node does not promise to keep. Each file names its internals, how it
// finds out whether they work, and what happens without them.

import { performance } from 'node:perf_hooks'
import process from 'node:process'
import nodeTimers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { nativeOf } from './patch.ts'
import { isInVmContext } from './sync-named-imports.ts'
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

/** The global object of a `vm` pool is a browser's where the environment is: it has timers of its own. */
const timers = isInVmContext() ? nodeTimers : globalThis

/**
 * The native functions as they were when this module was loaded, for the harness's own use while a
 * clock is installed.
 */
export const real: RealTime = {
  setTimeout: nativeOf(timers, 'setTimeout'),
  clearTimeout: nativeOf(timers, 'clearTimeout'),
  setInterval: nativeOf(timers, 'setInterval'),
  clearInterval: nativeOf(timers, 'clearInterval'),
  setImmediate: nativeOf(timers, 'setImmediate'),
  clearImmediate: nativeOf(timers, 'clearImmediate'),
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
