// virtual-run/ runs a function in virtual time that moves by itself, and waits for real work in between. When
// nothing can wake the function any more, it fails with a deadlock or a livelock.

import { runVirtualOn } from './run-virtual-on.ts'
import type { VirtualRun, VirtualRunOptions } from './virtual-run.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Runs `body` in virtual time that moves by itself: whenever nothing is left to run, it goes to the
 * next timer. Real work in flight is waited for, and never overtaken by a timer.
 *
 * @returns what `body` returns, once that has settled
 * @throws {DeadlockError} (rejects) when `body` awaits what nothing can settle any more
 * @throws {LivelockError} (rejects) when something else goes on without end while `body` waits
 * @throws {ClockError} (rejects) when a clock, another run or somebody else's fake timers are installed
 * @throws {TypeError} (rejects) when `body` is no function, or an option is out of range
 *
 * @example
 * ```ts
 * await runVirtual(async ({ clock }) => {
 *   const cache = new Cache({ ttlMs: 3_600_000 })
 *   cache.set('a', 1)
 *   await setTimeout(3_600_001)
 *   expect(cache.get('a')).toBeUndefined()
 *   expect(clock.nowMs).toBe(3_600_001)
 * })
 * ```
 */
export async function runVirtual<T>(
  body: (run: VirtualRun) => T | PromiseLike<T>,
  options: VirtualRunOptions = {},
): Promise<T> {
  return runVirtualOn(undefined, body, options)
}
