/** Breaks NET-01: shutdown() waits for the work, and not for the request that tells how it went. */
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class AcknowledgesAfterShutdown extends PollingManager {
  #working: Promise<void> = Promise.resolve()

  protected override async call(): Promise<void> {
    await this.ask()
    if (this.mayRun()) await (this.#working = Promise.resolve().then(() => this.work()))
    const response = await fetch('http://api.test/done', { method: 'POST', signal: this.limit() })
    await response.arrayBuffer()
  }

  protected override async settle(): Promise<void> {
    await Promise.race([this.#working.catch(() => {}), this.forcing])
  }
}

export const subject = pollingSubject('acknowledges-after-shutdown', AcknowledgesAfterShutdown)
