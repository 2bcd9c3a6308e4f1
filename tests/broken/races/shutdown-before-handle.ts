/** Breaks EXPLORE-01: between the flag that a run has begun and its handle, a shutdown finds nothing to wait for, and the run comes after it. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

/** Refreshes a token with credentials that are read anew each time. */
class TokenRefresher extends IntervalManager {
  #isBusy = false

  protected override tick(): void {
    if (this.#isBusy) return
    this.#isBusy = true
    void this.refresh().then(() => {
      this.#isBusy = false
    })
  }

  protected async refresh(): Promise<void> {
    await this.readCredentials()
    if (this.mayRun()) await this.launch()
  }

  protected mayRun(): boolean {
    return !this.dropped
  }

  protected async readCredentials(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends TokenRefresher {
  protected override mayRun(): boolean {
    return !this.dropped && this.completion === undefined
  }
}

export const subject = intervalSubject('token-refresher', TokenRefresher)
export const mended = intervalSubject('token-refresher, mended', Mended)
