/** Breaks CLEAN-06: a cleanup that comes after the shutdown was asked for is forgotten, and its caller told nothing. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class LateCleanupLost extends LoopManager {
  override shutdownWith(cleanup: () => unknown): Promise<void> {
    if (!this.completion) this.cleanup ??= cleanup
    return this.shutdown()
  }
}

export const subject = loopSubject('late-cleanup-lost', LateCleanupLost, 'shutdownWith')
