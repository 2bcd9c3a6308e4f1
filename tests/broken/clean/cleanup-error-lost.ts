/** Breaks CLEAN-04: a cleanup that fails is caught and forgotten. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupErrorLost extends LoopManager {
  protected override async cleanUp(): Promise<boolean> {
    await this.inside.run(true, async () => this.cleanup?.()).catch(() => {})
    return true
  }
}

export const subject = loopSubject('cleanup-error-lost', CleanupErrorLost, 'shutdownWith')
