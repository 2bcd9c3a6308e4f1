/** Breaks CLONE-04: a clone is counted twice and dropped once, so the count never comes to zero. Also CLONE-05 and CLONE-08. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { SharedTask } from '../bases/shared-manager.ts'

class Counted {
  readonly #shared: { count: number; task: SharedTask }
  #live = true

  constructor(shared: { count: number; task: SharedTask }) {
    this.#shared = shared
    shared.count += 1
  }

  static open(probe: SubjectContext): Counted {
    return new Counted({ count: 0, task: new SharedTask(probe, 1000).begin() })
  }

  clone(): Counted {
    this.#shared.count += 1
    return new Counted(this.#shared)
  }

  shutdown(): Promise<void> {
    return this.#shared.task.stop()
  }

  [Symbol.dispose](): void {
    if (!this.#live) return
    this.#live = false
    this.#shared.count -= 1
    if (this.#shared.count === 0) this.#shared.task.abort()
  }
}

export const subject: Subject<Counted> = {
  name: 'leaky-refcount',
  ownership: 'shared',
  intervalMs: 1000,
  create: (probe) => Counted.open(probe),
}
