/** Breaks CLEAN-01: starts the cleanup and does not wait for it. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupFloating extends LoopManager {
  protected override async cleanUp(): Promise<boolean> {
    void super.cleanUp()
    return true
  }
}

export const subject = loopSubject('cleanup-floating', CleanupFloating, 'shutdownWith')
