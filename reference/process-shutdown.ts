import { AsyncResource } from 'node:async_hooks'
import { constants } from 'node:os'
import type { Closable, ShutdownReason } from './closable.ts'
import { logSafely, type Logger } from './logger.ts'
import type { ProcessLike } from './process-like.ts'

export interface ProcessShutdownOptions {
  closables: readonly Closable[]
  signals: readonly NodeJS.Signals[]
  deadlineMs: number
  debounceMs: number
  reraise: boolean
  errors: boolean
  name: string
  logger: Logger | undefined
  process: ProcessLike
}

const ERRORS = ['uncaughtException', 'unhandledRejection']

/**
 * The one shutdown of a process, from its first signal to its end.
 *
 * ```text
 * watching ── signal, error, close() ──> closing ── all have closed ──────────────> ended
 *                                           └── second signal or error, deadline ──┘
 * ```
 */
export class ProcessShutdown {
  readonly #options: ProcessShutdownOptions
  readonly #force: AbortController = new AbortController()
  readonly #listeners: (readonly [event: string, listener: (...args: unknown[]) => void])[]
  /** An error is reported in the context of what threw it: a run that would seem to wait for itself. */
  readonly #closeOutside: (reason: ShutdownReason) => Promise<void>
  #begun: { reason: ShutdownReason; atMs: number } | undefined
  #deadline: ReturnType<typeof setTimeout> | undefined
  #isEnded = false
  readonly #onUninstall: () => void

  constructor(options: ProcessShutdownOptions, onUninstall: () => void) {
    this.#options = options
    this.#onUninstall = onUninstall
    this.#closeOutside = AsyncResource.bind((reason: ShutdownReason) => this.#close(reason))
    this.#listeners = [
      ...[...new Set(options.signals)].map(
        (signal) => [signal, () => this.#onSignal(signal)] as const,
      ),
      ...(options.errors ? ERRORS : []).map(
        (event) => [event, (error: unknown) => this.#onError(event, error)] as const,
      ),
    ]
  }

  install(): void {
    for (const [event, listener] of this.#listeners) this.#options.process.on(event, listener)
  }

  uninstall(): void {
    for (const [event, listener] of this.#listeners.splice(0)) {
      this.#options.process.off(event, listener)
    }
    this.#onUninstall()
  }

  close(): void {
    if (this.#begun !== undefined) return
    this.#log('info', `was told to close - shutting down within ${this.#options.deadlineMs} ms`)
    this.#begin({})
  }

  #begin(reason: ShutdownReason): void {
    this.#begun = { reason, atMs: performance.now() }
    // Holds the process: one that has nothing left to do would end as if all had gone well.
    this.#deadline = setTimeout(
      () => this.#abort(`did not shut down within ${this.#options.deadlineMs} ms`),
      this.#options.deadlineMs,
    )
    void this.#closeOutside(reason)
  }

  #onSignal(signal: NodeJS.Signals): void {
    const { deadlineMs, debounceMs } = this.#options
    if (this.#begun === undefined) {
      this.#log('info', `got ${signal} - shutting down within ${deadlineMs} ms`)
      this.#begin({ signal })
    } else if (performance.now() - this.#begun.atMs >= debounceMs) {
      this.#abort(`got ${signal} while shutting down`)
    }
  }

  #onError(event: string, error: unknown): void {
    const { deadlineMs } = this.#options
    if (this.#begun === undefined) {
      this.#log('error', `got an ${event} - shutting down within ${deadlineMs} ms`, error)
      this.#begin({ error })
    } else {
      this.#abort(`got an ${event} while shutting down`, error)
    }
  }

  async #close(reason: ShutdownReason): Promise<void> {
    const { closables, deadlineMs } = this.#options
    const isGraceful = await closeInReverse(closables, {
      reason,
      deadlineMs,
      force: this.#force.signal,
      onFailure: (cause) => this.#log('error', 'shutdown failed', cause),
    })
    if (this.#isEnded) return
    if (isGraceful) this.#log('info', 'shutdown complete')
    else this.#log('error', 'shutdown was not graceful - exit code 1')
    this.#end(isGraceful && !('error' in reason), reason)
  }

  #abort(why: string, ...cause: [unknown?]): void {
    this.#log('error', `${why} - aborting`, ...cause)
    this.#force.abort()
    abortInReverse(this.#options.closables, (failure) =>
      this.#log('error', 'abort failed', failure),
    )
    this.#end(false, {})
  }

  #end(isGraceful: boolean, { signal }: ShutdownReason): void {
    const { process, reraise } = this.#options
    this.#isEnded = true
    clearTimeout(this.#deadline)
    this.uninstall()
    if (!isGraceful) process.exit(1)
    else if (reraise && signal !== undefined) raiseSignal(process, signal)
    else process.exit(Number(process.exitCode ?? 0))
  }

  #log(level: keyof Logger, message: string, ...cause: [unknown?]): void {
    logSafely(this.#options.logger, level, `${this.#options.name} ${message}`, ...cause)
  }
}

interface ClosingOptions {
  reason: ShutdownReason
  /** For each, should it take a limit of its own. */
  deadlineMs: number
  /** Aborted when there is no more time. */
  force: AbortSignal
  /** Called with what one of them threw or rejected with; the others come nevertheless. */
  onFailure(this: void, cause: unknown): void
}

/**
 * Shuts down one after the other, the last one first: what was made later may need what was made
 * before.
 *
 * @returns whether all of them ended gracefully
 */
async function closeInReverse(
  closables: readonly Closable[],
  options: ClosingOptions,
): Promise<boolean> {
  let isGraceful = true
  for (const closable of closables.toReversed()) {
    if (options.force.aborted) return false
    try {
      if ((await close(closable, options)) === 'aborted') isGraceful = false
    } catch (cause) {
      isGraceful = false
      options.onFailure(cause)
    }
  }
  return isGraceful
}

function close(closable: Closable, { reason, deadlineMs, force }: ClosingOptions): unknown {
  if (typeof closable === 'function') return closable(reason)
  // It tells a graceful end from an aborted one, which shutdown() does not.
  return closable.shutdownWithin?.(deadlineMs, force) ?? closable.shutdown()
}

/** Aborts all that can be: by abort(), or by a drop where that is all there is. */
function abortInReverse(closables: readonly Closable[], onFailure: (cause: unknown) => void): void {
  for (const closable of closables.toReversed()) {
    if (typeof closable === 'function') continue
    try {
      if (closable.abort === undefined) closable[Symbol.dispose]?.()
      else closable.abort()
    } catch (cause) {
      onFailure(cause)
    }
  }
}

/** What shells add to the number of the signal that ended a process. */
const SIGNAL_EXIT_BASE = 128

/**
 * Ends the process by a signal, so that its parent sees which one it was.
 *
 * Where raising it would not end the process, it exits with 128 + the number of the signal, as
 * shells report it: on Windows, as process 1 of a container, which ignores signals that it does not
 * handle, and where somebody else still handles the signal.
 */
function raiseSignal(target: ProcessLike, signal: NodeJS.Signals): void {
  const isDeadly =
    target.platform !== 'win32' && target.pid !== 1 && target.listenerCount(signal) === 0
  if (isDeadly) target.kill(target.pid, signal)
  else target.exit(SIGNAL_EXIT_BASE + (constants.signals[signal] ?? 0))
}
