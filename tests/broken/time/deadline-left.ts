/** Breaks TIME-04: the deadline is not cleared when the run ends in time. Also LEAK-01. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class DeadlineLeft extends LoopManager {
  private over = false

  protected override clearDeadline(): void {
    this.over = true
  }

  protected override expire(): void {
    if (!this.over) super.expire()
  }
}

export const subject = loopSubject('deadline-left', DeadlineLeft, 'shutdownWithin')
