/** Breaks NEED-02: the connection is never closed. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class NeverClosed extends LeasingManager {
  protected override async release(): Promise<void> {
    await this.channel.close().catch((cause: unknown) => this.report(cause))
  }
}

export const subject = leasingSubject('never-closed', NeverClosed)
