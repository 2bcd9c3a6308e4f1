/** Breaks LOG-01: the same line from two layers. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class LogTwice extends IntervalManager {
  protected override async finish(): Promise<void> {
    await super.finish()
    this.announce()
  }
}

export const subject = intervalSubject('log-twice', LogTwice)
