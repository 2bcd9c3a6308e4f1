/** Breaks NET-03: nothing wakes it up from the pause before it tries again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class HangInBackoff extends PollingManager {
  protected override async ask(): Promise<void> {
    for (let pauseMs = 2000; ; pauseMs *= 2) {
      try {
        await super.ask()
        return
      } catch (cause) {
        if (pauseMs > 16_000 || this.aborting.signal.aborted) throw cause
      }
      await sleep(pauseMs)
      this.aborting.signal.throwIfAborted()
    }
  }
}

export const subject = pollingSubject('hang-in-backoff', HangInBackoff)
