/** Breaks WORK-01: ends the loop after ten failures in a row. Also LOG-02: its shutdown reports success all the same. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class GivesUpAfterN extends LoopManager {
  private failures = 0

  protected override mayRun(): boolean {
    return this.failures < 10 && super.mayRun()
  }

  protected override async call(): Promise<void> {
    this.failures += 1
    await super.call()
    this.failures = 0
  }
}

export const subject = loopSubject('gives-up-after-n', GivesUpAfterN)
