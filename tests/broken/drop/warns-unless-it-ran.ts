/** Breaks DROP-05: a shutdown before the first run takes a short cut, and is not remembered by a later drop. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class WarnsUnlessItRan extends IntervalManager {
  private hasRun = false
  private shortCut: Promise<void> | undefined

  protected override tick(): void {
    this.hasRun = true
    super.tick()
  }

  override shutdown(): Promise<void> {
    if (this.hasRun || this.dropped) return super.shutdown()
    this.shortCut ??= this.finish()
    return this.shortCut
  }
}

export const subject = intervalSubject('warns-unless-it-ran', WarnsUnlessItRan)
