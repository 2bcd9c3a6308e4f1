import { AsyncResource } from 'node:async_hooks'
import { constants } from 'node:os'
import { type Closable, isPart, type ShutdownReason } from './closable.ts'
import { logSafely, type Logger } from './logger.ts'
import type { ProcessLike } from './process-like.ts'
import { type PartReport, ReverseShutdown } from './reverse-shutdown.ts'

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
  readonly #listeners: (readonly [event: string, listener: (...args: unknown[]) => void])[]
  /** An error is reported in the context of what threw it: a run that would seem to wait for itself. */
  readonly #closeOutside: (reason: ShutdownReason) => Promise<void>
  #shutdown: ReverseShutdown | undefined
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
    this.#shutdown = new ReverseShutdown(closables, {
      reason,
      deadlineMs,
      onFailure: (part) => this.#logPart(part),
      onAbortFailure: (cause) => this.#log('error', 'abort failed', cause),
    })
    const { isGraceful } = await this.#shutdown.run()
    if (this.#isEnded) return
    if (isGraceful) this.#log('info', 'shutdown complete')
    else this.#log('error', 'shutdown was not graceful - exit code 1')
    this.#end(isGraceful && !('error' in reason), reason)
  }

  #abort(why: string, ...cause: [unknown?]): void {
    this.#log('error', `${why} - aborting`, ...cause)
    const open = this.#shutdown?.open ?? []
    this.#shutdown?.abort()
    if (this.#options.closables.some(isPart)) for (const part of open) this.#logPart(part)
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

  /** Says of a part how it ended; one without a name is told only where it failed, as it always was. */
  #logPart({ name, outcome, tookMs, cause }: PartReport): void {
    const isNamed = !name.startsWith('#')
    if (outcome === 'failed') {
      this.#log('error', `shutdown${isNamed ? ` of ${name}` : ''} failed`, cause)
    } else if (outcome === 'not-begun') {
      this.#log('error', `had no time left to shut down ${name}`)
    } else if (isNamed) this.#log('error', `shutdown of ${name} was aborted after ${tookMs} ms`)
  }

  #log(level: keyof Logger, message: string, ...cause: [unknown?]): void {
    logSafely(this.#options.logger, level, `${this.#options.name} ${message}`, ...cause)
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
