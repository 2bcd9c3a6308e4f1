/** Breaks WORK-04: a failure is caught and forgotten. Also WORK-06 and STOP-10, which ask for the report. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class Swallow extends LoopManager {
  protected override report(): void {}
}

export const subject = loopSubject('swallow', Swallow)
