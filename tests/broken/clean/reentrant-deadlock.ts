/** Breaks CLEAN-05: a cleanup that awaits `shutdown()` awaits its own end. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ReentrantDeadlock extends LoopManager {
  protected override async cleanUp(): Promise<boolean> {
    try {
      await this.cleanup?.()
      return true
    } catch (cause) {
      this.report(cause)
      return false
    }
  }
}

export const subject = loopSubject('reentrant-deadlock', ReentrantDeadlock, 'shutdownWith')
