/** Breaks NEED-01: what the run in flight needs is closed before it has ended. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class ClosedBeforeItsUser extends LeasingManager {
  protected override async settle(): Promise<void> {
    await this.release()
    await this.inFlight
  }
}

export const subject = leasingSubject('closed-before-its-user', ClosedBeforeItsUser)
