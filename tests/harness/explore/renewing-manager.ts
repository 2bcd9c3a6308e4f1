import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { PollingManager, pollingSubject } from '../../broken/bases/polling-manager.ts'

/** Milliseconds between two renewals; they come in between the runs. */
const RENEW_EVERY_MS = 700
/** A renewal waits for a while, so that not all of them come at once. */
const SPREAD_MS = 5

/** A correct owned manager that renews a lease beside its work; each step is there to be overridden. */
export class RenewingManager extends PollingManager {
  protected renewal: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  override begin(): this {
    this.#timer = setInterval(() => this.tick(), RENEW_EVERY_MS)
    return super.begin()
  }

  protected spread(): Promise<void> {
    return sleep(SPREAD_MS)
  }

  protected tick(): void {
    this.renewal = this.renew()
  }

  protected async renew(): Promise<void> {
    await this.spread()
    if (this.mayRun()) await this.put()
  }

  protected async put(): Promise<void> {
    try {
      const request = { method: 'PUT', signal: this.limit() }
      const response = await fetch('http://api.test/lease', request)
      await response.arrayBuffer()
    } catch (cause) {
      if (!this.aborting.signal.aborted) this.report(cause)
    }
  }

  protected override requestStop(): void {
    super.requestStop()
    clearInterval(this.#timer)
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.renewal
  }

  protected override abort(): void {
    super.abort()
    clearInterval(this.#timer)
  }
}

/** Makes a subject of a class of managers that renew a lease. */
export function renewingSubject<M extends RenewingManager>(
  name: string,
  Manager: new (context: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return pollingSubject(name, Manager)
}

/** A renewal that waits for its moment is sent all the same, and nobody waits for it. */
export class RenewsOnceMore extends RenewingManager {
  protected override tick(): void {
    void this.spread().then(() => {
      this.renewal = this.put()
    })
  }
}
