/** Breaks STOP-02: stops waiting for the run in flight after ten minutes. Also DROP-11. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class TenMinutes extends IntervalManager {
  protected override async settle(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, 600_000)
    })
    await Promise.race([this.inFlight, patience])
    clearTimeout(timer)
  }
}

export const subject = intervalSubject('gives-up-after-ten-minutes', TenMinutes)
