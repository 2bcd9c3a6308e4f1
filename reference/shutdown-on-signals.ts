import { checkClosables } from './closable.ts'
import type { Closable } from './closable.ts'
import { checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import { checkSignals } from './check-signals.ts'
import type { Logger } from './logger.ts'
import type { ProcessLike } from './process-like.ts'
import { ProcessShutdown } from './process-shutdown.ts'
import { defineDisposeSymbols } from './define-dispose-symbols.ts'

defineDisposeSymbols()

export interface ShutdownOnSignalsOptions {
  /** Default: `SIGINT` and `SIGTERM`, and on Windows `SIGBREAK`. */
  signals?: readonly NodeJS.Signals[] | undefined
  /** The time limit for all managers together, in milliseconds, 0 to 2147483647. Default: 10000. */
  deadlineMs?: number | undefined
  /**
   * A signal that follows the first one within this time, in milliseconds, counts as the same signal and
   * does not abort. Use it if a parent such as `npm` forwards the signal that the terminal sends too.
   * Default: 0.
   */
  debounceMs?: number | undefined
  /**
   * Whether to end by the same signal after a graceful shutdown, instead of with exit code 0. If raising
   * it would not end the process (on Windows, as process 1, or if somebody else listens), the exit code
   * is 128 + its number. Default: false.
   */
  reraise?: boolean | undefined
  /**
   * Whether to shut down on `uncaughtException` and `unhandledRejection` too, which are logged and set
   * the exit code to 1. Default: false, which leaves them to Node.
   */
  errors?: boolean | undefined
  /** The prefix of every logged line. Default: `Process`. */
  name?: string | undefined
  /** Default: `console`. */
  logger?: Logger | undefined
  /** Default: `process`. Another one for tests. */
  process?: ProcessLike | undefined
}

/** The handlers that {@link shutdownOnSignals} installed. Dropping it calls {@link uninstall}. */
export interface SignalHandlers extends Disposable {
  /**
   * Shuts down as a signal does, with exit code 0. Does nothing while a shutdown is under way. There is
   * nothing to await: the process ends.
   */
  close(): void
  /** Removes all listeners. A shutdown that is under way continues and still ends the process. */
  uninstall(): void
}

const installed = new WeakMap<ProcessLike, ProcessShutdown>()

/**
 * Shuts down managers once when the process is told to end, and then ends the process.
 *
 * The first signal shuts the managers down gracefully, one after the other, the last one first. A second
 * signal, or the deadline, aborts those that have not ended and exits at once.
 *
 * The exit code is 0 (or `process.exitCode`, if that is set) when all managers have ended gracefully, and
 * 1 when one was aborted or failed. No listener and no timer is left in either case.
 *
 * Signals reach the main thread only. If a loop blocks it, no listener can run, and only `SIGKILL` ends
 * the process. On Windows, `SIGTERM` is never delivered and no signal can be sent to another process:
 * have the parent send a message, and call {@link SignalHandlers.close}.
 *
 * @param managers one or more, in the order in which they were made; a function is called with the
 * reason and awaited
 * @throws {TypeError} when an argument is out of range
 * @throws {Error} when it is already installed in this process
 * @example
 * ```ts
 * shutdownOnSignals([server, scheduler], { deadlineMs: 8000 })
 * ```
 */
export function shutdownOnSignals(
  managers: Closable | readonly Closable[],
  options: ShutdownOnSignalsOptions = {},
): SignalHandlers {
  const target = options.process ?? process
  const {
    signals = target.platform === 'win32'
      ? (['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
      : (['SIGINT', 'SIGTERM'] as const),
    deadlineMs = 10_000,
    debounceMs = 0,
    reraise = false,
    errors = false,
    name = 'Process',
    logger,
  } = options
  const closables = [managers].flat() as readonly Closable[]
  checkClosables(closables)
  checkSignals(signals)
  checkNumber('deadlineMs', deadlineMs, 0, MAX_TIMER_MS)
  checkNumber('debounceMs', debounceMs, 0)
  if (installed.has(target)) {
    throw new Error(
      'shutdownOnSignals() is in place already: pass all managers to one call, or uninstall() the first',
    )
  }
  const shutdown = new ProcessShutdown(
    { closables, signals, deadlineMs, debounceMs, reraise, errors, name, logger, process: target },
    () => {
      if (installed.get(target) === shutdown) installed.delete(target)
    },
  )
  installed.set(target, shutdown)
  shutdown.install()
  return {
    close: () => shutdown.close(),
    uninstall: () => shutdown.uninstall(),
    [Symbol.dispose]: () => shutdown.uninstall(),
  }
}
