/** Breaks WORK-06: takes every reason for an Error, and dies of reading the message of undefined. Also STOP-10 for such a reason. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ReadsErrorMessage extends LoopManager {
  protected override report(cause: unknown): void {
    const { message } = cause as Error
    super.report(message)
  }
}

export const subject = loopSubject('reads-error-message', ReadsErrorMessage)
