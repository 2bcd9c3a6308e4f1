import { execFile } from 'node:child_process'
import http from 'node:http'
import { createRequire } from 'node:module'
import net, { type AddressInfo } from 'node:net'
import { performance as namedPerformance } from 'node:perf_hooks'
import { hrtime as namedHrtime } from 'node:process'
import * as timersNamespace from 'node:timers'
import timersDefault, {
  setImmediate as namedSetImmediate,
  setInterval as namedSetInterval,
  setTimeout as namedSetTimeout,
} from 'node:timers'
import * as promisesNamespace from 'node:timers/promises'
import promisesDefault, {
  scheduler,
  setImmediate as namedImmediate,
  setInterval as namedEvery,
  setTimeout as namedSleep,
} from 'node:timers/promises'
import { promisify } from 'node:util'
import { early } from './early-captures.ts'

/** How far a probe looks ahead, in virtual milliseconds. */
export const PROBE_MS = 60_000

/** One way in which a program tells time or waits for it. */
export interface TimeProbe {
  api: string
  /** How the program gets at it. */
  form: string
  /** `early`: it holds the function since before the clock was installed. */
  captured: 'late' | 'early'
  /** Waits for `PROBE_MS` (or an immediate) and calls `arrived`; may return its clean-up. */
  wait?(arrived: () => void): unknown
  /** Tells the time in milliseconds. */
  read?(): number
}

const require = createRequire(import.meta.url)
const requiredTimers = require('node:timers') as typeof timersDefault
const requiredPromises = require('node:timers/promises') as typeof promisesDefault
const waitAsync = (ms: number): { value: unknown } => {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  return (Atomics as never as { waitAsync(...args: unknown[]): { value: unknown } }).waitAsync(
    cell,
    0,
    0,
    ms,
  )
}

/** The forty of them. */
export const probes: readonly TimeProbe[] = [
  waits('setTimeout', 'global', (arrived) => setTimeout(arrived, PROBE_MS)),
  waits('setInterval', 'global', (arrived) => setInterval(arrived, PROBE_MS)),
  waits('setImmediate', 'global', (arrived) => setImmediate(arrived)),
  waits('promisify(setTimeout)', 'global', (arrived) =>
    promisify(setTimeout)(PROBE_MS).then(arrived),
  ),
  waits('setTimeout', 'require timers', (arrived) => requiredTimers.setTimeout(arrived, PROBE_MS)),
  waits('setInterval', 'import timers', (arrived) => timersDefault.setInterval(arrived, PROBE_MS)),
  waits('setTimeout', 'import { } timers', (arrived) => namedSetTimeout(arrived, PROBE_MS)),
  waits('setInterval', 'import { } timers', (arrived) => namedSetInterval(arrived, PROBE_MS)),
  waits('setImmediate', 'import { } timers', (arrived) => namedSetImmediate(arrived)),
  waits('setTimeout', 'import * timers', (arrived) =>
    timersNamespace.setTimeout(arrived, PROBE_MS),
  ),
  waits('setTimeout', 'import promises', (arrived) =>
    promisesDefault.setTimeout(PROBE_MS).then(arrived),
  ),
  waits('setTimeout', 'require promises', (arrived) =>
    requiredPromises.setTimeout(PROBE_MS).then(arrived),
  ),
  waits('setTimeout', 'timers.promises', (arrived) =>
    timersDefault.promises.setTimeout(PROBE_MS).then(arrived),
  ),
  waits('setTimeout', 'import { } promises', (arrived) => namedSleep(PROBE_MS).then(arrived)),
  waits('setInterval', 'import { } promises', (arrived) =>
    namedEvery(PROBE_MS).next().then(arrived),
  ),
  waits('setImmediate', 'import { } promises', (arrived) => namedImmediate().then(arrived)),
  waits('setTimeout', 'import * promises', (arrived) =>
    promisesNamespace.setTimeout(PROBE_MS).then(arrived),
  ),
  waits('scheduler.wait', 'import { } promises', (arrived) =>
    scheduler.wait(PROBE_MS).then(arrived),
  ),
  waits('scheduler.yield', 'import { } promises', (arrived) => scheduler.yield().then(arrived)),
  waits('AbortSignal.timeout', 'global', (arrived) =>
    AbortSignal.timeout(PROBE_MS).addEventListener('abort', arrived),
  ),
  waits(
    'Atomics.waitAsync',
    'global',
    (arrived) => void (waitAsync(PROBE_MS).value as Promise<unknown>).then(arrived),
  ),
  reads('Date.now', 'global', () => Date.now()),
  reads('new Date', 'global', () => new Date().getTime()),
  reads('Intl.DateTimeFormat', 'global', () => {
    const format = new Intl.DateTimeFormat('en', {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone: 'UTC',
    })
    return Date.parse(`${format.format()} UTC`)
  }),
  reads('performance.now', 'global', () => globalThis.performance.now()),
  reads('performance.now', 'import { } perf_hooks', () => namedPerformance.now()),
  reads('process.hrtime', 'global', () => process.hrtime()[0] * 1e3 + process.hrtime()[1] / 1e6),
  reads('process.hrtime.bigint', 'global', () => Number(process.hrtime.bigint()) / 1e6),
  reads('hrtime', 'import { } process', () => namedHrtime()[0] * 1e3 + namedHrtime()[1] / 1e6),
  reads('process.uptime', 'global', () => process.uptime() * 1e3),
  isEarly(waits('setTimeout', 'global', (arrived) => early.setTimeout(arrived, PROBE_MS))),
  isEarly(
    waits('promisify(setTimeout)', 'global', (arrived) => early.sleep(PROBE_MS).then(arrived)),
  ),
  isEarly(reads('new Date', 'global', () => new early.Date().getTime())),
  isEarly(reads('Date.now', 'global', () => early.dateNow())),
  isEarly(reads('performance.now', 'bound', () => early.performanceNow())),
  isEarly(reads('process.hrtime.bigint', 'global', () => Number(early.hrtimeBigint()) / 1e6)),
  waits('http.request timeout', 'import http', (arrived) => {
    const server = http.createServer(() => {}).listen(0)
    const { port } = server.address() as AddressInfo
    const request = http
      .get({ port, timeout: PROBE_MS })
      .on('timeout', arrived)
      .on('error', () => {})
    return () => {
      request.destroy()
      server.close().closeAllConnections()
    }
  }),
  waits('Socket.setTimeout', 'import net', (arrived) => {
    const socket = new net.Socket().setTimeout(PROBE_MS, arrived)
    return () => socket.destroy()
  }),
  waits('execFile timeout', 'import child_process', (arrived) => {
    const child = execFile(
      process.execPath,
      ['-e', 'setTimeout(() => {}, 1e6)'],
      { timeout: PROBE_MS },
      () => {},
    )
    child.once('exit', arrived)
    return () => child.off('exit', arrived).kill()
  }),
  reads('Event.timeStamp', 'global', () => new Event('probe').timeStamp),
]

function waits(api: string, form: string, wait: (arrived: () => void) => unknown): TimeProbe {
  return { api, form, captured: 'late', wait }
}

function reads(api: string, form: string, read: () => number): TimeProbe {
  return { api, form, captured: 'late', read }
}

function isEarly(probe: TimeProbe): TimeProbe {
  return { ...probe, captured: 'early' }
}
