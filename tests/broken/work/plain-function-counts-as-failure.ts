/** Breaks WORK-11: calls `then` on whatever the work returns, and reports that undefined has none. Also WORK-04. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class PlainFunctionCountsAsFailure extends LoopManager {
  protected override call(): unknown {
    return (super.call() as Promise<unknown>).then(() => {})
  }
}

export const subject = loopSubject('plain-function-counts-as-failure', PlainFunctionCountsAsFailure)
