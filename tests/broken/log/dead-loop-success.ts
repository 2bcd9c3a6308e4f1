/** Breaks LOG-02: the first failure ends the loop, and the shutdown of what is dead reports success. Also WORK-01, 02, 05 and 06. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class DeadLoopSuccess extends LoopManager {
  protected override async loop(): Promise<void> {
    try {
      await super.loop()
    } catch (cause) {
      super.report(cause)
    }
  }

  protected override report(cause: unknown): void {
    throw cause
  }
}

export const subject = loopSubject('dead-loop-success', DeadLoopSuccess)
