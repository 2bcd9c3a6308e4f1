/** Breaks NET-02: a request has no time limit but that of fetch(), which is five minutes. */
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class LeavesItToFetch extends PollingManager {
  protected override limit(): AbortSignal {
    return this.aborting.signal
  }
}

export const subject = pollingSubject('leaves-it-to-fetch', LeavesItToFetch)
