/** Breaks NEED-03: where one close fails, the next is not made. */
import { LeasingManager, leasingSubject } from '../bases/leasing-manager.ts'

class NextIsForgotten extends LeasingManager {
  protected override async release(): Promise<void> {
    try {
      await this.channel.close()
      await this.connection.close()
    } catch (cause) {
      this.report(cause)
    }
  }
}

export const subject = leasingSubject('one-fails-the-next-is-forgotten', NextIsForgotten)
