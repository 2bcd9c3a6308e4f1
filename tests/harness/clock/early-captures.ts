// oxlint-disable typescript/unbound-method -- capturing them is the point
import './trampolines-first.ts'
import { performance } from 'node:perf_hooks'
import { hrtime } from 'node:process'
import { setTimeout as namedSetTimeout } from 'node:timers'
import { scheduler, setTimeout as namedSleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What a module holds that captured its functions at import, long before any clock. */
export const early = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  sleep: promisify(globalThis.setTimeout),
  Date: globalThis.Date,
  dateNow: globalThis.Date.now,
  performanceNow: performance.now.bind(performance),
  hrtimeBigint: hrtime.bigint,
  namedSetTimeout,
  namedSleep,
  wait: scheduler.wait.bind(scheduler),
}
