/** Breaks EXPLORE-01 and EXPLORE-02: the work starts a microtask after the tick that looked at the flag. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class StartAfterMicrotask extends IntervalManager {
  protected override async call(): Promise<void> {
    await Promise.resolve()
    await super.call()
  }
}

export const subject = intervalSubject('start-after-microtask', StartAfterMicrotask)
