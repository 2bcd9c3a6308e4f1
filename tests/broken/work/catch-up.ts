/** Breaks WORK-08: the ticks missed during a long run are made up one after another. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class CatchUp extends IntervalManager {
  private owed = 0

  protected override tick(): void {
    this.owed += 1
    if (!this.inFlight) void this.payBack()
  }

  private async payBack(): Promise<void> {
    while (this.owed > 0 && !this.completion && !this.dropped) {
      this.owed -= 1
      await this.launch()
    }
  }
}

export const subject = intervalSubject('catch-up', CatchUp)
