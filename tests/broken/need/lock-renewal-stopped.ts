/** Breaks NEED-01: the lease is given up together with the timer that renews it, while a run relies on it. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class LockRenewalStopped extends LeasingManager {
  readonly #lease = this.probe.resource('lease')
  readonly #renewal = setInterval(() => this.#lease.use(), 300)
  #released: Promise<void> | undefined

  protected override halt(): void {
    super.halt()
    clearInterval(this.#renewal)
    this.#released ??= this.#lease.close()
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.#released
  }
}

export const subject = leasingSubject('lock-renewal-stopped', LockRenewalStopped)
