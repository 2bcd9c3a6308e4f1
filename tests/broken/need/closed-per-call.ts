/** Breaks NEED-02: every call of shutdown() closes once more. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class ClosedPerCall extends LeasingManager {
  override shutdown(): Promise<void> {
    if (this.dropped || this.inside.getStore()) return super.shutdown()
    return super.shutdown().then(() => this.release())
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
  }
}

export const subject = leasingSubject('closed-per-call', ClosedPerCall)
