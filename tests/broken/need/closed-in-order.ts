/** Breaks NEED-02: the connection is closed before the channel that was opened with it. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class ClosedInOrder extends LeasingManager {
  protected override async release(): Promise<void> {
    for (const resource of [this.connection, this.channel]) {
      await resource.close().catch((cause: unknown) => this.report(cause))
    }
  }
}

export const subject = leasingSubject('closed-in-order', ClosedInOrder)
