/** Breaks EXPLORE-08: a drop in the last await of the start is not seen by what comes after it. */
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class QuoteFeed extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (this.isOver) return
    await this.subscribe()
    if (this.completion === undefined) this.begin()
  }

  protected async subscribe(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends QuoteFeed {
  override begin(): this {
    return this.isOver ? this : super.begin()
  }
}

export const subject = startableSubject('quote-feed', QuoteFeed)
export const mended = startableSubject('quote-feed, mended', Mended)
