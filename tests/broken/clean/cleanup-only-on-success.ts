/** Breaks CLEAN-03: a last run that failed, or was aborted, is taken for a reason not to clean up. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupOnlyOnSuccess extends LoopManager {
  private failed = false

  protected override async call(): Promise<void> {
    this.failed = true
    await super.call()
    this.failed = false
  }

  protected override async cleanUp(): Promise<boolean> {
    return this.failed ? true : super.cleanUp()
  }
}

export const subject = loopSubject(
  'cleanup-only-on-success',
  CleanupOnlyOnSuccess,
  'shutdownWith',
  'shutdownWithin',
)
