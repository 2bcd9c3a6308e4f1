/** Breaks NET-06: the request in flight does not hear of the abort. */
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class RequestOutlivesDrop extends PollingManager {
  protected override limit(): AbortSignal {
    return AbortSignal.timeout(5000)
  }
}

export const subject = pollingSubject('request-outlives-drop', RequestOutlivesDrop)
