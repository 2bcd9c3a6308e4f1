/** Breaks CLEAN-04: a cleanup that throws does so in a microtask of its own, where nobody can catch it. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupErrorEscapes extends LoopManager {
  protected override async cleanUp(): Promise<boolean> {
    try {
      await this.inside.run(true, async () => this.cleanup?.())
    } catch (cause) {
      queueMicrotask(() => {
        throw cause
      })
    }
    return true
  }
}

export const subject = loopSubject('cleanup-error-escapes', CleanupErrorEscapes, 'shutdownWith')
