/** Breaks EXPLORE-07: a handle that takes the slot of one that was dropped is not counted, and the next drop ends the task. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Refills a pool whose handles have slots. */
class Refill extends SharedTask {
  readonly slots: boolean[] = []
  freed = 0

  takeSlot(): number {
    const free = this.slots.indexOf(false)
    if (free < 0) return this.slots.push(true) - 1
    this.slots[free] = true
    this.noteReuse()
    return free
  }

  protected noteReuse(): void {}

  /** @returns whether it was the last */
  free(slot: number): boolean {
    this.slots[slot] = false
    this.freed += 1
    return this.slots.length - this.freed === 0
  }
}

class MendedRefill extends Refill {
  protected override noteReuse(): void {
    this.freed -= 1
  }
}

class RefillHandle extends SharedHandle {
  declare readonly task: Refill
  readonly #slot: number

  constructor(task: SharedTask) {
    super(task)
    this.#slot = this.task.takeSlot()
  }

  override clone(): SharedHandle {
    return new RefillHandle(this.task)
  }

  override [Symbol.dispose](): void {
    if (this.leave() && this.task.free(this.#slot)) this.task.abort()
  }
}

const Handle = RefillHandle
export const subject = sharedSubject('refill', Handle, Refill)
export const mended = sharedSubject('refill, mended', Handle, MendedRefill)
