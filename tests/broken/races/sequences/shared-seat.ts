/** Breaks EXPLORE-07: the fourth handle has the seat of the first, and takes it along when it is dropped. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Polls a sensor for those who have a seat. */
class Poll extends SharedTask {
  readonly taken = new Set<number>()
  #seats = 0

  sit(): number {
    const seat = this.findSeat(this.#seats)
    this.#seats += 1
    this.taken.add(seat)
    return seat
  }

  protected findSeat(number: number): number {
    return number % 3
  }
}

class MendedPoll extends Poll {
  protected override findSeat(number: number): number {
    return number
  }
}

class PollHandle extends SharedHandle {
  declare readonly task: Poll
  readonly #seat: number

  constructor(task: SharedTask) {
    super(task)
    this.#seat = this.task.sit()
  }

  override clone(): SharedHandle {
    return new PollHandle(this.task)
  }

  override [Symbol.dispose](): void {
    if (!this.leave()) return
    this.task.taken.delete(this.#seat)
    if (this.task.taken.size === 0) this.task.abort()
  }
}

const Handle = PollHandle
export const subject = sharedSubject('poll', Handle, Poll)
export const mended = sharedSubject('poll, mended', Handle, MendedPoll)
