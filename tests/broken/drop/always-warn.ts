/** Breaks DROP-05: the warning comes after a completed shutdown, too. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class AlwaysWarn extends IntervalManager {
  private stopped = false

  protected override announce(): void {
    this.stopped = true
    super.announce()
  }

  override [Symbol.dispose](): void {
    if (this.stopped) this.warn()
    this.stopped = false
    super[Symbol.dispose]()
  }
}

export const subject = intervalSubject('always-warn', AlwaysWarn)
