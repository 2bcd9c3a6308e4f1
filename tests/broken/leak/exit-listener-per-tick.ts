/** Breaks LEAK-04: every run leaves an `exit` listener on the process. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ExitListenerPerTick extends IntervalManager {
  interrupted = false

  protected override async call(): Promise<void> {
    process.once('exit', () => {
      this.interrupted = true
    })
    await super.call()
  }
}

export const subject = intervalSubject('exit-listener-per-tick', ExitListenerPerTick)
