/** Breaks NET-03: within one run it asks again and again, and looks at nothing in the pauses. */
import { setTimeout as sleep } from 'node:timers/promises'
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

/** Milliseconds: all of them are over within an interval. */
const PAUSES_MS = [100, 200]

class RetriesWithinARun extends PollingManager {
  protected override async ask(): Promise<void> {
    for (const pauseMs of PAUSES_MS) {
      try {
        await super.ask()
        return
      } catch {
        await sleep(pauseMs, undefined, { signal: this.aborting.signal })
      }
    }
    await super.ask()
  }
}

export const subject = pollingSubject('retries-within-a-run', RetriesWithinARun)
