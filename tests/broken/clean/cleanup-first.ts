/** Breaks CLEAN-01: cleans up before the loop has ended. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupFirst extends LoopManager {
  private cleaned: Promise<boolean> | undefined

  override shutdownWith(cleanup: () => unknown): Promise<void> {
    this.cleanup ??= cleanup
    this.cleaned ??= super.cleanUp()
    return this.shutdown()
  }

  protected override cleanUp(): Promise<boolean> {
    return this.cleaned ?? super.cleanUp()
  }
}

export const subject = loopSubject('cleanup-first', CleanupFirst, 'shutdownWith')
