/** Breaks STOP-08: only a drop wakes the sleep, a shutdown waits for its end. */
import { setTimeout as sleep } from 'node:timers/promises'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class UnsignalledSleep extends LoopManager {
  protected override async sleep(): Promise<void> {
    await sleep(this.intervalMs, undefined, { signal: this.aborting.signal }).catch(() => {})
  }
}

export const subject = loopSubject('unsignalled-sleep', UnsignalledSleep)
