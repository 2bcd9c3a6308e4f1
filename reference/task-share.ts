import { HandleCount } from './handle-count.ts'
import { shareTask } from './share-task.ts'
import type { TaskLifecycle } from './task-lifecycle.ts'
import type { TaskToken } from './task-token.ts'

/**
 * The share of one handle in a task: given up once, by its drop or by the collector, whichever
 * comes first. The last one given up drops the task.
 */
export class TaskShare {
  readonly #lifecycle: TaskLifecycle
  /** One object for all shares of a task. */
  readonly #count: HandleCount
  #isReleased: boolean

  private constructor(lifecycle: TaskLifecycle, count: HandleCount, isReleased: boolean) {
    this.#lifecycle = lifecycle
    this.#count = count
    this.#isReleased = isReleased
    if (!isReleased) count.add()
  }

  static first(lifecycle: TaskLifecycle): TaskShare {
    return new TaskShare(lifecycle, new HandleCount(), false)
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
    if (this.#count.release()) this.#lifecycle.drop()
    else this.#lifecycle.look()
  }

  /** A share for another thread. */
  share(): TaskToken {
    this.#count.share(this.#lifecycle.shared)
    return shareTask(this.#lifecycle)
  }
}
