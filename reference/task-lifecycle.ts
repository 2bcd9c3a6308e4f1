import { logSafely, type Logger } from './logger.ts'
import { isInsideRun, runInside } from './run-context.ts'
import type { ShutdownOutcome } from './graceful-shutdown.ts'
import { LoopScope } from './loop-scope.ts'
import { SharedState } from './shared-state.ts'
import type { RunResult, TaskLoop, TaskScope } from './task-scope.ts'

const ABORTED = 'aborted by abort()'
const CUT_SHORT = 'shutdown was cut short by its signal - aborting'
const DROPPED =
  'dropped without shutdown() - aborting. Use `await manager.shutdown()` for graceful cleanup.'

/**
 * The life of one running loop, from its start to its one outcome. Shared by all handles on it.
 *
 * ```text
 * running ── requestStop() ──> stopping ── the loop returns ──> graceful
 *    │                            │
 *    └── abort, drop, dead loop ──┴── abort, deadline, dead loop ──> aborted
 * ```
 *
 * It must never hold a handle: the collector could not tell then that the handle was lost.
 */
export class TaskLifecycle {
  /** For the loop. Does not hold a handle either. */
  readonly scope: TaskScope
  readonly #name: string
  readonly #logger: Logger | undefined
  readonly #stop: AbortController = new AbortController()
  readonly #abort: AbortController = new AbortController()
  readonly #ended: Promise<ShutdownOutcome>
  #resolveEnded: (outcome: ShutdownOutcome) => void = () => {}
  #shutdownInitiated = false
  #shared: SharedState | undefined
  #outcome: ShutdownOutcome | undefined
  #completion: Promise<void> | undefined
  #cleanup: Promise<void> | undefined
  /** Called once, in the turn in which the task ends, before anybody who waits hears of it. */
  readonly #endListeners: (() => void)[] = []

  constructor(name: string, logger: Logger | undefined) {
    this.#name = name
    this.#logger = logger
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve
    })
    this.scope = new LoopScope(this, this.#stop, this.#abort)
  }

  /** Whether a shutdown was called. */
  get shutdownInitiated(): boolean {
    this.look()
    return this.#shutdownInitiated
  }

  /** Whether no run may start any more: a shutdown was called, or the task has ended without one. */
  get isStopping(): boolean {
    this.look()
    return this.#stop.signal.aborted
  }

  /** What other threads know of it; made when it is first asked for. */
  get shared(): SharedState {
    this.#shared ??= new SharedState()
    return this.#shared
  }

  /** Does what another thread has asked for by writing it to shared memory. */
  look(): void {
    const shared = this.#shared
    if (shared === undefined || this.#outcome !== undefined) return
    if (shared.isDropped) this.#end('aborted', 'warn', `${this.#name} ${DROPPED}`)
    else if (shared.isAborted) this.#end('aborted', 'warn', `${this.#name} ${ABORTED}`)
    else if (shared.isStopping && !this.#stop.signal.aborted) this.requestStop()
  }

  /** Starts the loop, in this turn. Its failures end here. */
  async start(loop: TaskLoop): Promise<void> {
    try {
      await loop(this.scope)
    } catch (cause) {
      this.#end('aborted', 'error', `${this.#name} died`, cause)
      return
    }
    if (this.isStopping) this.#end('graceful', 'info', `${this.#name} shutdown complete`)
    else this.#end('aborted', 'error', `${this.#name} ended without being told to stop`)
  }

  requestStop(): void {
    this.#shutdownInitiated = true
    this.#shared?.requestStop()
    this.#stop.abort()
  }

  /** Fulfils when the task has ended: one promise for all, or at once for a caller it would wait for. */
  completion(): Promise<void> {
    if (isInsideRun(this)) return Promise.resolve()
    this.#completion ??= this.#untilEnded()
    return this.#completion
  }

  completionWithin(timeoutMs: number, signal: AbortSignal | undefined): Promise<ShutdownOutcome> {
    if (this.#outcome === undefined) this.#setDeadline(timeoutMs, signal)
    return isInsideRun(this) ? Promise.resolve(this.#outcome ?? 'graceful') : this.#ended
  }

  completionWith(cleanup: () => unknown): Promise<void> {
    const isFirst = this.#cleanup === undefined
    this.#cleanup ??= this.#cleanUp(cleanup)
    if (!isInsideRun(this)) return this.#cleanup
    // The caller is gone when it fails: without this the failure would have no reader.
    if (isFirst) {
      this.#cleanup.catch((cause: unknown) => {
        logSafely(this.#logger, 'error', `${this.#name} cleanup failed`, cause)
      })
    }
    return Promise.resolve()
  }

  /** Ends a task that has not ended yet, with one warning. */
  abort(why: string = ABORTED): void {
    this.#end('aborted', 'warn', `${this.#name} ${why}`)
  }

  /** As {@link abort}, when the signal of a caller says so. */
  cutShort(): void {
    this.abort(CUT_SHORT)
  }

  /** The last handle was given up: a shutdown under way keeps its promise, and waits for the run. */
  drop(): void {
    if (!this.isStopping) this.abort(DROPPED)
  }

  /** Ends a task that never came to be, without a line: who made it throws. */
  discard(): void {
    this.#settle('aborted')
  }

  onEnd(listener: () => void): void {
    this.#endListeners.push(listener)
  }

  async #untilEnded(): Promise<void> {
    await this.#ended
  }

  async #cleanUp(cleanup: () => unknown): Promise<void> {
    await this.#ended
    await runInside(this, cleanup)
  }

  async run(work: (abort: AbortSignal) => unknown): Promise<RunResult> {
    if (this.isStopping) return 'refused'
    try {
      await runInside(this, () => work(this.#abort.signal))
      return 'done'
    } catch (cause) {
      if (!this.#abort.signal.aborted) {
        logSafely(this.#logger, 'error', `${this.#name} run failed`, cause)
      }
      return 'failed'
    }
  }

  #setDeadline(timeoutMs: number, signal: AbortSignal | undefined): void {
    const onDeadline = (): void =>
      this.abort(`did not stop within ${timeoutMs} ms of shutdown - aborting`)
    const onSignal = (): void => this.cutShort()
    const timer = setTimeout(onDeadline, Math.ceil(timeoutMs))
    signal?.addEventListener('abort', onSignal)
    this.onEnd(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onSignal)
    })
    if (signal?.aborted === true) onSignal()
  }

  #end(outcome: ShutdownOutcome, level: keyof Logger, message: string, ...cause: [unknown?]): void {
    if (this.#settle(outcome)) logSafely(this.#logger, level, message, ...cause)
  }

  /** The only way to an outcome, taken once: all that comes later has no effect. */
  #settle(outcome: ShutdownOutcome): boolean {
    if (this.#outcome !== undefined) return false
    this.#outcome = outcome
    if (this.#shared !== undefined) {
      this.#shared.outcome = outcome
      if (outcome === 'aborted') this.#shared.abort()
    }
    this.#stop.abort()
    if (outcome === 'aborted') this.#abort.abort()
    for (const listener of this.#endListeners.splice(0)) listener()
    // Whoever waits hears of it in a later turn, when the line is logged.
    this.#resolveEnded(outcome)
    return true
  }
}
