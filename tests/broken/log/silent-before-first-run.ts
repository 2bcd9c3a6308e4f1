/** Breaks LOG-01: a shutdown before the first run says nothing of its success. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class SilentBeforeFirstRun extends IntervalManager {
  private hasRun = false

  protected override tick(): void {
    this.hasRun = true
    super.tick()
  }

  protected override announce(): void {
    if (this.hasRun) super.announce()
  }
}

export const subject = intervalSubject('silent-before-first-run', SilentBeforeFirstRun)
