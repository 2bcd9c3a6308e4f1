import { checkFunction, checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import type { GracefulShutdown, ShutdownOutcome } from './graceful-shutdown.ts'
import type { Logger } from './logger.ts'
import { TaskLifecycle } from './task-lifecycle.ts'
import { TaskShare } from './task-share.ts'
import type { TaskLoop, TaskScope } from './task-scope.ts'
import type { TaskToken } from './task-token.ts'
import { defineDisposeSymbols } from './define-dispose-symbols.ts'

// Before the class, whose methods are named by the symbols.
defineDisposeSymbols()

export interface BackgroundTaskOptions {
  /** The prefix of every logged line. Default: `Background task`. */
  name?: string | undefined
  /** Default: `console`, looked up whenever a line is logged. */
  logger?: Logger | undefined
}

/** The net under the net: a handle that is collected without a drop is dropped then. */
const lostHandles = new FinalizationRegistry<TaskShare>((share) => share.release())

/**
 * A handle on a running loop: what a manager holds to end it. All shutdown semantics live here.
 *
 * It has the four parts of the original pattern: the loop's promise, the stop signal, the abort
 * signal and the `shutdownInitiated` flag; {@link clone} gives another handle on the same loop.
 *
 * Keep the handle: one that is collected without {@link shutdown} or a drop counts as dropped, as a
 * Rust value that goes out of scope does. This works as long as the loop does not hold the object
 * that holds the handle (DROP-10).
 *
 * Holes of the original pattern that are closed here: a dead loop was reported as a clean shutdown
 * (LOG-02), dropping one clone while others live was not specified (CLONE-03 to CLONE-05).
 *
 * @example
 * ```ts
 * const task = BackgroundTask.spawn(async ({ stop, run }) => {
 *   const interval = new Interval({ periodMs: 60_000, missedTicks: 'skip' })
 *   while (await interval.tick(stop)) await run((abort) => refresh({ signal: abort }))
 * })
 * await task.shutdown()
 * ```
 */
export class BackgroundTask implements GracefulShutdown {
  readonly #lifecycle: TaskLifecycle
  readonly #share: TaskShare

  private constructor(lifecycle: TaskLifecycle, share: TaskShare) {
    this.#lifecycle = lifecycle
    this.#share = share
    if (!share.isReleased) lostHandles.register(this, share, lifecycle)
  }

  /**
   * Starts `loop`, in this turn, and returns the handle on it.
   *
   * @throws {TypeError} when `loop` is not a function
   */
  static spawn(loop: TaskLoop, options: BackgroundTaskOptions = {}): BackgroundTask {
    checkFunction('loop', loop)
    const lifecycle = new TaskLifecycle(options.name ?? 'Background task', options.logger)
    lifecycle.onEnd(() => lostHandles.unregister(lifecycle))
    const task = new BackgroundTask(lifecycle, TaskShare.first(lifecycle))
    void lifecycle.start(loop)
    return task
  }

  /** What the loop got. Holding it does not keep the handle from being collected. */
  get scope(): TaskScope {
    return this.#lifecycle.scope
  }

  /** Whether a shutdown was called, on any handle. Disarms the drop, and never goes back. */
  get shutdownInitiated(): boolean {
    return this.#lifecycle.shutdownInitiated
  }

  /** Whether this handle can still control the task: neither was the handle dropped nor the task stopped. */
  get isRunning(): boolean {
    return !this.#lifecycle.isStopping && !this.#share.isReleased
  }

  /**
   * Another handle on the same loop. Each handle counts once, however often it is dropped; the
   * last one that is dropped aborts the task (CLONE-01 to CLONE-08).
   *
   * Of a task that has been told to stop, or of a handle that was dropped, the clone is a stopped
   * handle: its `shutdown()` fulfils, its drop is silent, and it revives nothing (CLONE-09).
   */
  clone(): BackgroundTask {
    return new BackgroundTask(this.#lifecycle, this.#share.clone())
  }

  /**
   * A handle for another thread: post it there, and attach it with {@link attachTask}. It counts as
   * one from now on; a thread that ends has dropped it.
   *
   * @throws {Error} when the task was shut down or dropped, or this handle was
   * @example
   * ```ts
   * const token = task.share()
   * worker.postMessage(token, [token.port])
   * ```
   */
  share(): TaskToken {
    if (this.isRunning) return this.#share.share()
    throw new Error(
      'Expected a running task for `share()`, got one that has stopped: spawn a new one',
    )
  }

  shutdown(): Promise<void> {
    this.#lifecycle.requestStop()
    return this.#lifecycle.completion()
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Promise<ShutdownOutcome> {
    checkNumber('timeoutMs', timeoutMs, 0, MAX_TIMER_MS)
    this.#lifecycle.requestStop()
    return this.#lifecycle.completionWithin(timeoutMs, signal)
  }

  shutdownWith(cleanup: () => unknown): Promise<void> {
    checkFunction('cleanup', cleanup)
    this.#lifecycle.requestStop()
    return this.#lifecycle.completionWith(cleanup)
  }

  abort(): void {
    this.#lifecycle.abort()
  }

  /** @internal For a maker that throws: there is no task then, and nothing to be logged. */
  discard(): void {
    this.#lifecycle.discard()
  }

  [Symbol.dispose](): void {
    this.#share.release()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}
