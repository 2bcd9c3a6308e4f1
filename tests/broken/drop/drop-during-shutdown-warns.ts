/** Breaks DROP-06: a drop before the pending shutdown has ended warns. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DropDuringShutdownWarns extends IntervalManager {
  private pending = false

  protected override async settle(): Promise<void> {
    this.pending = true
    await super.settle()
    this.pending = false
  }

  override [Symbol.dispose](): void {
    if (this.pending) this.warn()
    this.pending = false
    super[Symbol.dispose]()
  }
}

export const subject = intervalSubject('drop-during-shutdown-warns', DropDuringShutdownWarns)
