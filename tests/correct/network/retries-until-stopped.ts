import { setTimeout as sleep } from 'node:timers/promises'
import { PollingManager, pollingSubject } from '../../broken/bases/polling-manager.ts'

/** Milliseconds: a time limit of its own, though it is that of fetch(), too. */
const LIMIT_MS = 300_000
const PAUSES_MS = [100, 200, 400]

/** Asks several times within one run, and ends the pauses when it is told to stop; then says goodbye. */
class RetriesUntilStopped extends PollingManager {
  protected override limit(): AbortSignal {
    return AbortSignal.any([this.aborting.signal, AbortSignal.timeout(LIMIT_MS)])
  }

  protected override async ask(): Promise<void> {
    for (const pauseMs of PAUSES_MS) {
      try {
        await super.ask()
        return
      } catch {
        await sleep(pauseMs, undefined, { signal: this.stopping.signal })
      }
    }
    await super.ask()
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.flush().catch((cause: unknown) => this.report(cause))
  }

  async flush(): Promise<void> {
    const request = { method: 'POST', body: 'the rest', signal: this.limit() }
    const response = await fetch('http://api.test/batches', request)
    await response.arrayBuffer()
  }
}

export const subject = pollingSubject('retries-until-stopped', RetriesUntilStopped)
