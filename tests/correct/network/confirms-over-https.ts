import { PollingManager, pollingSubject } from '../../broken/bases/polling-manager.ts'

/** Sends what came of a run, then reads it again: two more requests that belong to the run in flight. */
class ConfirmsOverHttps extends PollingManager {
  protected override async call(): Promise<void> {
    await this.work()
    await this.#request('POST', 'https://api.test/results')
    await this.#request('GET', 'https://api.test/results/last')
  }

  async #request(method: string, url: string): Promise<void> {
    const response = await fetch(url, { method, signal: this.limit() })
    await response.arrayBuffer()
  }
}

export const subject = pollingSubject('confirms-over-https', ConfirmsOverHttps)
