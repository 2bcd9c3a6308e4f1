/** Breaks NET-02: a request has no time limit, and node:http has none of its own. */
import { get } from 'node:http'
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class NoRequestTimeout extends PollingManager {
  protected override ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = get('http://api.test/jobs', { signal: this.aborting.signal }, (response) => {
        response.resume()
        response.once('end', resolve)
        response.once('error', reject)
      })
      request.on('error', reject)
    })
  }
}

export const subject = pollingSubject('no-request-timeout', NoRequestTimeout)
