/** Its dispose spins until a flag changes that nobody is left to change. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class SyncLoop extends IntervalManager {
  private spins = 0

  protected override abort(): void {
    super.abort()
    while (this.dropped) this.spins += 1
  }
}

export const subject = intervalSubject('sync-loop-in-drop', SyncLoop)
