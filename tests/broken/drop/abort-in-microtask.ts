/** Breaks DROP-07: the abort comes a microtask after dispose has returned. Also DROP-02. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class AbortInMicrotask extends LoopManager {
  protected override abort(): void {
    queueMicrotask(() => super.abort())
  }
}

export const subject = loopSubject('abort-in-microtask', AbortInMicrotask)
