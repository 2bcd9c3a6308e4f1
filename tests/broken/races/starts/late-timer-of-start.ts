/** Breaks EXPLORE-08: a shutdown in the last await of the start clears a timer that is armed right after it. */
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class HandshakeFeed extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (this.isOver) return
    await this.shakeHands()
    this.begin()
  }

  protected async shakeHands(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends HandshakeFeed {
  override begin(): this {
    return this.isOver ? this : super.begin()
  }
}

export const subject = startableSubject('handshake-feed', HandshakeFeed)
export const mended = startableSubject('handshake-feed, mended', Mended)
