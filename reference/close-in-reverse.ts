import { checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import { checkClosables, type Closable, type ShutdownReason } from './closable.ts'
import { ReverseShutdown, type ShutdownReport } from './reverse-shutdown.ts'

export interface CloseInReverseOptions {
  /** The time limit for all parts together, in milliseconds, 0 to 2147483647. Default: 10000. */
  deadlineMs?: number | undefined
  /** The argument of each function. Default: `{}`. */
  reason?: ShutdownReason | undefined
}

/**
 * Shuts down the parts of a program one after the other, the last one first: what was made later may
 * need what was made before.
 *
 * A part that does not end within its own deadline is aborted, and so is every part that has not ended at
 * the common deadline. A part that fails is reported. The other parts are closed in any case.
 *
 * @param closables in the order in which they were made
 * @returns how each part ended, in the order in which they were closed; it never rejects because of one
 * @throws {TypeError} (rejects) when an argument is out of range
 * @example
 * ```ts
 * const { isGraceful, parts } = await closeInReverse([
 *   { name: 'pool', close: () => pool.end(), deadlineMs: 2000 },
 *   { name: 'server', close: closeServer, deadlineMs: 5000 },
 * ])
 * ```
 */
export async function closeInReverse(
  closables: readonly Closable[],
  { deadlineMs = 10_000, reason = {} }: CloseInReverseOptions = {},
): Promise<ShutdownReport> {
  checkClosables(closables)
  checkNumber('deadlineMs', deadlineMs, 0, MAX_TIMER_MS)
  const shutdown = new ReverseShutdown(closables, { reason, deadlineMs })
  // Holds the process, as in `shutdownOnSignals()`.
  const deadline = setTimeout(() => {
    shutdown.abort()
  }, deadlineMs)
  const report = await shutdown.run()
  clearTimeout(deadline)
  return report
}
