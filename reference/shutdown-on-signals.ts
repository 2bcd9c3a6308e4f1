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
  /** How long all may take together, in milliseconds, 0 to 2147483647. Default: 10000. */
  deadlineMs?: number | undefined
  /**
   * A signal this soon after the first one, in milliseconds, is the same one and does not abort.
   * For who is started by something that hands on what the terminal sends as well, such as `npm`.
   * Default: 0.
   */
  debounceMs?: number | undefined
  /**
   * After a graceful shutdown, end by the signal that asked for it instead of exit code 0. Where
   * raising it would not end the process - on Windows, as process 1, where somebody else listens -
   * the exit code is 128 + its number. Default: false.
   */
  reraise?: boolean | undefined
  /**
   * Also shut down on `uncaughtException` and `unhandledRejection`, which are logged and make the
   * exit code 1. Default: false, which leaves them to Node.
   */
  errors?: boolean | undefined
  /** Opens every line that is logged. Default: `Process`. */
  name?: string | undefined
  /** Default: `console`. */
  logger?: Logger | undefined
  /** Default: `process`. Another one for tests. */
  process?: ProcessLike | undefined
}

/** What {@link shutdownOnSignals} has put in place. Its drop is {@link uninstall}. */
export interface SignalHandlers extends Disposable {
  /**
   * Shuts down as a signal would, with exit code 0. Again, or while shutting down, it does nothing.
   * It gives nothing to await: the process ends.
   */
  close(): void
  /** Removes all listeners. A shutdown that is under way goes on, and still ends the process. */
  uninstall(): void
}

const installed = new WeakMap<ProcessLike, ProcessShutdown>()

/**
 * Shuts down managers when the process is told to end, once, and then ends it.
 *
 * The first signal starts the graceful shutdown of all, one after the other, the last one first. A
 * second signal, or the deadline, aborts what has not ended and exits at once.
 *
 * The exit code is 0 when all have ended gracefully (or `process.exitCode`, where it is set), and 1
 * when one was aborted or failed. No listener and no timer is left in either case.
 *
 * Signals reach the main thread only. A loop that blocks it is beyond every listener: nothing but
 * `SIGKILL` ends that. On Windows, `SIGTERM` is never delivered and no signal can be sent to
 * another process: have the parent ask by a message, and call {@link SignalHandlers.close}.
 *
 * @param managers one or more, in the order in which they were made; a function is called with the
 * reason and awaited
 * @throws {TypeError} when an argument is out of range
 * @throws {Error} when it is in place for this process already
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
