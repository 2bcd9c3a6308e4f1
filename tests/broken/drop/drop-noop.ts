/** Breaks DROP-01: warns, and lets the loop run on. Also DROP-07, DROP-08 and LEAK-02. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DropNoop extends IntervalManager {
  protected override abort(): void {}
}

export const subject = intervalSubject('drop-noop', DropNoop)
