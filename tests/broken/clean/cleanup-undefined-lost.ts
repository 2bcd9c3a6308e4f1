/** Breaks CLEAN-04: a cleanup that rejects with undefined is taken for one that did not fail. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class CleanupUndefinedLost extends LoopManager {
  protected override async cleanUp(): Promise<boolean> {
    let failure: unknown
    await this.inside
      .run(true, async () => this.cleanup?.())
      .catch((cause: unknown) => {
        failure = cause
      })
    if (failure === undefined) return true
    this.report(failure)
    return false
  }
}

export const subject = loopSubject('cleanup-undefined-lost', CleanupUndefinedLost, 'shutdownWith')
