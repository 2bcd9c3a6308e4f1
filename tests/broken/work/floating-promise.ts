/** Breaks WORK-03: counts the runs on a second branch of the promise, which nobody catches. Also WORK-05 and WORK-06. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class FloatingPromise extends IntervalManager {
  completed = 0

  protected override async call(): Promise<void> {
    const outcome = Promise.resolve(super.call())
    void outcome.then(() => {
      this.completed += 1
    })
    await outcome
  }
}

export const subject = intervalSubject('floating-promise', FloatingPromise)
