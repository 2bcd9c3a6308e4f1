/** Breaks CLEAN-01: of what cleanup returns only a genuine Promise is awaited, no other thenable. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupThenableIgnored extends LoopManager {
  override shutdownWith(cleanup: () => unknown): Promise<void> {
    return super.shutdownWith(() => {
      const outcome = cleanup()
      return outcome instanceof Promise ? outcome : undefined
    })
  }
}

export const subject = loopSubject(
  'cleanup-thenable-ignored',
  CleanupThenableIgnored,
  'shutdownWith',
)
