/** Breaks CLEAN-04: what fails after the abort at the timeout is taken for its doing, the cleanup too. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ForcedCleanupFailureLost extends LoopManager {
  protected override report(cause: unknown): void {
    if (!this.forced) super.report(cause)
  }
}

export const subject = loopSubject(
  'forced-cleanup-failure-lost',
  ForcedCleanupFailureLost,
  'shutdownWithin',
  'shutdownWith',
)
