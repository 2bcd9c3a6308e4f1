/** Its shutdown returns a promise that nothing can ever settle. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class NeverSettles extends IntervalManager {
  protected override settle(): Promise<void> {
    return new Promise(() => {})
  }
}

export const subject = intervalSubject('shutdown-never-settles', NeverSettles)
