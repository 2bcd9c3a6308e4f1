/** Breaks NET-01: the last batch is sent, and nobody waits until it has arrived. */
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class LastBatchUnawaited extends PollingManager {
  protected override async settle(): Promise<void> {
    await super.settle()
    void this.flush().catch(() => {})
  }

  async flush(): Promise<void> {
    const request = { method: 'POST', body: 'the rest', signal: this.limit() }
    const response = await fetch('http://api.test/batches', request)
    await response.arrayBuffer()
  }
}

export const subject = pollingSubject('last-batch-unawaited', LastBatchUnawaited)
