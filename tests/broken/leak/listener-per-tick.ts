/** Breaks LEAK-03: every run adds an abort listener to the one signal, and none is ever removed. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ListenerPerTick extends IntervalManager {
  aborted = false

  protected override async call(): Promise<void> {
    this.aborting.signal.addEventListener('abort', () => {
      this.aborted = true
    })
    await super.call()
  }
}

export const subject = intervalSubject('listener-per-tick', ListenerPerTick)
