import { performance } from 'node:perf_hooks'
import type process from 'node:process'
import { real } from '../platform/real-time.ts'
import { nativeOf } from '../platform/patch.ts'
import { standIn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const NS_PER_S = 1_000_000_000n

/** `performance.now()`. Marks, measures and the time origin stay real, as they are Node's own. */
export const performanceNow: () => number = standIn(nativeOf(performance, 'now'), (time) =>
  time.performanceNow(),
)

/** `process.hrtime()` and `process.hrtime.bigint()`. */
export const hrtime: typeof process.hrtime = Object.defineProperty(
  standIn(real.hrtime, (time, [since]) => {
    const ns = time.hrtimeNs()
    if (since === undefined) return split(ns)
    // Node's own error for a `since` that is none.
    if (!isPair(since)) return real.hrtime(since)
    return split(ns - BigInt(since[0]) * NS_PER_S - BigInt(since[1]))
  }),
  'bigint',
  {
    value: standIn(nativeOf(real.hrtime, 'bigint'), (time) => time.hrtimeNs()),
    writable: true,
    enumerable: true,
    configurable: true,
  },
)

/** `process.uptime()`. */
export const uptime: () => number = standIn(real.uptime, (time) => time.uptimeS())

function split(ns: bigint): [number, number] {
  // Rounded down, as in Node: the nanoseconds are never negative.
  const nanoseconds = ((ns % NS_PER_S) + NS_PER_S) % NS_PER_S
  return [Number((ns - nanoseconds) / NS_PER_S), Number(nanoseconds)]
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
}
