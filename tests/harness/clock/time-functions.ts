// oxlint-disable typescript/unbound-method -- only the identity of the functions is looked at
import { createRequire } from 'node:module'
import * as perfHooks from 'node:perf_hooks'
import { performance } from 'node:perf_hooks'
import * as processModule from 'node:process'
import process, { hrtime, uptime } from 'node:process'
import * as timersModule from 'node:timers'
import timersDefault, {
  clearImmediate,
  clearInterval,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from 'node:timers'
import * as promisesModule from 'node:timers/promises'
import promisesDefault, {
  scheduler,
  setImmediate as immediatePromise,
  setInterval as intervalIterator,
  setTimeout as timeoutPromise,
} from 'node:timers/promises'

const require = createRequire(import.meta.url)

/** Every function that tells time or waits for it, as a user can reach it at this moment. */
export function listTimeFunctions(): Record<string, unknown> {
  const { prototype } = Intl.DateTimeFormat
  return {
    ...named('globalThis', globalThis, [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'Date',
    ]),
    'Date.prototype.constructor': Date.prototype.constructor,
    'Date.now': Date.now,
    'performance.now': globalThis.performance.now,
    'perf_hooks.performance.now': performance.now,
    'import * perf_hooks': perfHooks.performance.now,
    'process.hrtime': process.hrtime,
    'process.hrtime.bigint': process.hrtime.bigint,
    'process.uptime': process.uptime,
    'import { hrtime }': hrtime,
    'import { uptime }': uptime,
    'import * process': processModule.hrtime,
    ...named('import timers', timersDefault, TIMERS),
    ...named('import * timers', timersModule, TIMERS),
    ...named('require timers', require('node:timers') as object, TIMERS),
    ...named(
      'import { } timers',
      { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate },
      TIMERS,
    ),
    ...named('import timers/promises', promisesDefault, PROMISES),
    ...named('import * timers/promises', promisesModule, PROMISES),
    ...named('timers.promises', timersDefault.promises, PROMISES),
    'import { setTimeout } timers/promises': timeoutPromise,
    'import { setInterval } timers/promises': intervalIterator,
    'import { setImmediate } timers/promises': immediatePromise,
    'scheduler.wait': scheduler.wait,
    'scheduler.yield': scheduler.yield,
    'AbortSignal.timeout': AbortSignal.timeout,
    'Atomics.waitAsync': (Atomics as { waitAsync?: unknown }).waitAsync,
    'Intl.DateTimeFormat.format': Object.getOwnPropertyDescriptor(prototype, 'format')?.get,
    'Intl.DateTimeFormat.formatToParts': prototype.formatToParts,
  }
}

/** The names of those that are not what they were. */
export function listChanges(before: Record<string, unknown>): string[] {
  const now = listTimeFunctions()
  return Object.keys(before).filter((name) => now[name] !== before[name])
}

const PROMISES = ['setTimeout', 'setImmediate', 'setInterval']
const TIMERS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
]

function named(prefix: string, holder: object, names: string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [`${prefix} ${name}`, (holder as Record<string, unknown>)[name]]),
  )
}
