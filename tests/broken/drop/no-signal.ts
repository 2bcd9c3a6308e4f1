/** Breaks DROP-07: the run holds a signal that nothing ever aborts. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class NoSignal extends IntervalManager {
  protected override call(): unknown {
    return this.probe.work(new AbortController().signal)
  }
}

export const subject = intervalSubject('no-signal', NoSignal)
