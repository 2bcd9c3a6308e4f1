import type { TaskLifecycle } from './task-lifecycle.ts'

const DROPPED =
  'dropped without shutdown() - aborting. Use `await manager.shutdown()` for graceful cleanup.'

/**
 * The share of one handle in a task: given up once, by its drop or by the collector, whichever
 * comes first. The last one given up drops the task.
 */
export class TaskShare {
  readonly #lifecycle: TaskLifecycle
  /** One object for all shares of a task. `live` is the number of shares not given up. */
  readonly #count: { live: number }
  #isReleased: boolean

  private constructor(lifecycle: TaskLifecycle, count: { live: number }, isReleased: boolean) {
    this.#lifecycle = lifecycle
    this.#count = count
    this.#isReleased = isReleased
    if (!isReleased) count.live += 1
  }

  static first(lifecycle: TaskLifecycle): TaskShare {
    return new TaskShare(lifecycle, { live: 0 }, false)
  }

  get isReleased(): boolean {
    return this.#isReleased
  }

  /** Another share; of one that was given up, another that was. */
  clone(): TaskShare {
    return new TaskShare(this.#lifecycle, this.#count, this.#isReleased)
  }

  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    this.#count.live -= 1
    // A shutdown under way keeps its promise: it is the graceful path, and waits for the run.
    if (this.#count.live === 0 && !this.#lifecycle.isStopping) this.#lifecycle.abort(DROPPED)
  }
}
