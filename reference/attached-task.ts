import { checkFunction, checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import type { GracefulShutdown, ShutdownOutcome } from './graceful-shutdown.ts'
import { TaskLink } from './task-link.ts'
import { takeTaskToken } from './task-token.ts'
import type { TaskToken } from './task-token.ts'

/** One handle: given up once. */
class LinkShare {
  readonly link: TaskLink
  isReleased = false

  constructor(link: TaskLink) {
    this.link = link
    link.add()
  }

  release(): void {
    if (this.isReleased) return
    this.isReleased = true
    this.link.release()
  }
}

const lostHandles = new FinalizationRegistry<LinkShare>((share) => share.release())

/**
 * A handle on a task that runs in another thread; see {@link attachTask}.
 *
 * A shutdown, drop or abort is in force when the call returns: it is written to shared memory, and
 * the task reads that before each run. What it logs it logs in its own thread.
 */
export class AttachedTask implements GracefulShutdown {
  readonly #link: TaskLink
  readonly #share: LinkShare

  private constructor(link: TaskLink) {
    this.#link = link
    this.#share = new LinkShare(link)
    lostHandles.register(this, this.#share, this.#share)
  }

  /** @internal See {@link attachTask}. */
  static attach(token: TaskToken): AttachedTask {
    return new AttachedTask(new TaskLink(takeTaskToken(token)))
  }

  /** Whether the task runs, and this handle was not dropped. */
  get isRunning(): boolean {
    return !this.#link.state.isStopping && !this.#share.isReleased
  }

  /** Another handle in this thread; of one that was dropped, another that was. */
  clone(): AttachedTask {
    const clone = new AttachedTask(this.#link)
    if (this.#share.isReleased) clone.#share.release()
    return clone
  }

  shutdown(): Promise<void> {
    this.#link.requestStop()
    return this.#link.completion()
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Promise<ShutdownOutcome> {
    checkNumber('timeoutMs', timeoutMs, 0, MAX_TIMER_MS)
    this.#link.requestStop()
    this.#link.ask({ ask: 'deadline', timeoutMs })
    return this.#outcome(signal)
  }

  /** The cleanup is this thread's: a shutdown in another one does not wait for it. */
  shutdownWith(cleanup: () => unknown): Promise<void> {
    checkFunction('cleanup', cleanup)
    this.#link.requestStop()
    return this.#link.completionWith(cleanup)
  }

  abort(): void {
    this.#link.state.abort()
    this.#link.ask({ ask: 'look' })
  }

  [Symbol.dispose](): void {
    lostHandles.unregister(this.#share)
    this.#share.release()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  async #outcome(signal: AbortSignal | undefined): Promise<ShutdownOutcome> {
    const cut = (): void => this.#link.ask({ ask: 'cut' })
    if (signal?.aborted === true) cut()
    signal?.addEventListener('abort', cut, { once: true })
    try {
      return await this.#link.outcome()
    } finally {
      signal?.removeEventListener('abort', cut)
    }
  }
}

/**
 * Creates a handle from a token that another thread has posted: a clone across threads.
 *
 * A shutdown through it stops the task and waits until it has ended there. The last handle of all
 * threads that is dropped aborts the task (CLONE-03, CLONE-04).
 *
 * @throws {TypeError} when `token` is not a token
 * @throws {Error} when it was attached before
 * @example
 * ```ts
 * using manager = attachTask(workerData.token)
 * await manager.shutdown()
 * ```
 */
export function attachTask(token: TaskToken): AttachedTask {
  return AttachedTask.attach(token)
}
