/** Its shutdown returns a thenable that calls back at once, twice, with fulfilment and with rejection. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class SettlesTwice extends IntervalManager {
  override shutdown(): Promise<void> {
    void super.shutdown()
    return {
      then(onFulfilled: () => void, onRejected: (reason: unknown) => void) {
        onFulfilled()
        onRejected(new Error('second thoughts'))
        throw new Error('third thoughts')
      },
    } as unknown as Promise<void>
  }
}

export const subject = intervalSubject('thenable-settles-twice', SettlesTwice)
