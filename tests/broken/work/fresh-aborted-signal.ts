/** Breaks WORK-10: hands the work a signal that was aborted before it began. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class FreshAbortedSignal extends IntervalManager {
  protected override call(): unknown {
    return this.probe.work(AbortSignal.abort())
  }
}

export const subject = intervalSubject('fresh-aborted-signal', FreshAbortedSignal)
