/** Breaks TIME-02: at the timeout it stops waiting, and leaves the run's signal alone. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ResolveWithoutAbort extends LoopManager {
  protected override expire(): void {
    this.forced = true
    this.force()
  }

  protected override report(cause: unknown): void {
    if (!this.forced) super.report(cause)
  }
}

export const subject = loopSubject('resolve-without-abort', ResolveWithoutAbort, 'shutdownWithin')
