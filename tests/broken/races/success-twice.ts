/** Breaks EXPLORE-03: two callers, the second while the first one empties the outbox, both find that success was not logged. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

/** Delivers mail, and empties its outbox at the end. */
class MailRelay extends LoopManager {
  #pending: Promise<void> | undefined
  #isAnnounced = false

  override shutdown(): Promise<void> {
    if (this.dropped) return this.afterDrop()
    this.requestStop()
    this.#pending ??= this.finish()
    this.completion ??= this.#pending
    return this.inside.getStore() ? Promise.resolve() : this.#pending
  }

  protected override async finish(): Promise<void> {
    await this.settle()
    this.afterLoop()
    if (this.#isAnnounced) return
    for (let left = 6; left > 0; left -= 1) await this.deliver()
    this.#isAnnounced = true
    this.announce()
  }

  /** What comes later has nothing to wait for. */
  protected afterLoop(): void {
    this.#pending = undefined
  }

  protected async deliver(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends MailRelay {
  protected override afterLoop(): void {
    // Whoever comes waits for the outbox.
  }
}

export const subject = loopSubject('mail-relay', MailRelay)
export const mended = loopSubject('mail-relay, mended', Mended)
