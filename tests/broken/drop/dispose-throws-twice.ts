/** Breaks DROP-03: the second dispose throws. Also DROP-09. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DisposeThrowsTwice extends IntervalManager {
  override [Symbol.dispose](): void {
    if (this.dropped) throw new Error('already disposed of')
    super[Symbol.dispose]()
  }
}

export const subject = intervalSubject('dispose-throws-twice', DisposeThrowsTwice)
