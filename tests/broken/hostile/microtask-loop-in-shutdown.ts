/** Its shutdown waits for the run by spinning on microtasks, which keeps every timer and I/O from running. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class MicrotaskLoop extends IntervalManager {
  private readonly closed = false

  protected override async settle(): Promise<void> {
    while (!this.closed) await Promise.resolve()
  }
}

export const subject = intervalSubject('microtask-loop-in-shutdown', MicrotaskLoop)
