/** Breaks CLEAN-02: every call of `shutdownWith` runs its cleanup. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupPerCall extends LoopManager {
  override async shutdownWith(cleanup: () => unknown): Promise<void> {
    await this.shutdown()
    try {
      await this.inside.run(true, async () => cleanup())
    } catch (cause) {
      this.report(cause)
    }
  }
}

export const subject = loopSubject('cleanup-per-call', CleanupPerCall, 'shutdownWith')
