/** Breaks STOP-07: a shutdown called by the work is taken for a mistake and ignored. Also STOP-09. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class InnerCallForgotten extends LoopManager {
  override shutdown(): Promise<void> {
    return this.inside.getStore() ? Promise.resolve() : super.shutdown()
  }
}

export const subject = loopSubject('inner-call-forgotten', InnerCallForgotten)
