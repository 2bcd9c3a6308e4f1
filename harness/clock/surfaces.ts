import { performance } from 'node:perf_hooks'
import process from 'node:process'
import nodeTimers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { abortTimeout, atomics, waitAsync } from './timeouts.ts'
import { format, formatToParts, temporalFunctions, temporalNow, VirtualDate } from './dates.ts'
import { hrtime, performanceNow, uptime } from './monotonic-clocks.ts'
import { listFilePollSurfaces } from './file-polls.ts'
import { makeOwn } from './stand-in.ts'
import { promiseFunctions } from './promise-functions.ts'
import { real } from '../platform/real-time.ts'
import { globalTimerFunctions, timerFunctions } from './timer-functions.ts'
import { createSurface, type Surface } from '../platform/patch.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const { wait, yield: yieldNow, ...promiseExports } = promiseFunctions

/** Everything in the realm that tells time or waits for it, and what stands in for it. */
export const surfaces: readonly Surface[] = [
  ...each(globalThis, { ...globalTimerFunctions, Date: VirtualDate }),
  ...each(nodeTimers, timerFunctions),
  ...each(timersPromises, promiseExports),
  ...each(timersPromises.scheduler, { wait, yield: yieldNow }),
  ...each(process, { hrtime, uptime }),
  ...each(performance, { now: performanceNow }),
  ...each(AbortSignal, { timeout: abortTimeout }),
  ...each(atomics, { waitAsync }),
  ...each(temporalNow, temporalFunctions),
  // What `new Date()` makes says that it was made by what the user knows as `Date`.
  ...each(real.Date.prototype, { constructor: VirtualDate }),
  ...each(Intl.DateTimeFormat.prototype, { formatToParts }),
  { target: Intl.DateTimeFormat.prototype, key: 'format', descriptor: format },
]

/** By this mark, other fake timers see that they must not be installed. */
const MARK: Surface = {
  target: VirtualDate,
  key: 'isFake',
  descriptor: { value: true, writable: true, enumerable: false, configurable: true },
  isExported: false,
}

/** Lists what a clock replaces. */
export function listClockSurfaces(): Surface[] {
  return [...surfaces, MARK, ...makeOwn(listFilePollSurfaces)]
}

function each(target: object, standIns: Record<string, unknown>): Surface[] {
  return Object.entries(standIns).map(([key, value]) => createSurface(target, key, value))
}
