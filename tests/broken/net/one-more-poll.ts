/** Breaks NET-01: once the last answer is there, it asks again, to be sure. */
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class OneMorePoll extends PollingManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    await this.ask().catch(() => {})
  }
}

export const subject = pollingSubject('one-more-poll', OneMorePoll)
