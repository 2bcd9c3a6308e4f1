/** Breaks STOP-02: stops waiting for the run in flight after 30 seconds. Also DROP-11. */
import { setTimeout as sleep } from 'node:timers/promises'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class HiddenCap extends LoopManager {
  protected override async settle(): Promise<void> {
    const cap = new AbortController()
    await Promise.race([
      super.settle(),
      sleep(30_000, undefined, { signal: cap.signal }).catch(() => {}),
    ])
    cap.abort()
  }
}

export const subject = loopSubject('hidden-cap', HiddenCap)
