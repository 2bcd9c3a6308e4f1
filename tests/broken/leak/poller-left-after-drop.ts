/** Breaks LEAK-02: its naps are short, and a drop lets the one that it is in end by itself. */
import { setTimeout as sleep } from 'node:timers/promises'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class PollerLeftAfterDrop extends LoopManager {
  protected override async sleep(): Promise<void> {
    for (let naps = 0; naps < 10 && this.mayRun(); naps += 1) await sleep(this.intervalMs / 10)
  }
}

export const subject = loopSubject('poller-left-after-drop', PollerLeftAfterDrop)
