/** Breaks STOP-08: a wake that comes during a run is gone when the loop sleeps again, for a whole interval. */
import { setTimeout as sleep } from 'node:timers/promises'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class WakeLostWhileBusy extends LoopManager {
  #wake = new AbortController()

  protected override async loop(): Promise<void> {
    do {
      await this.sleep()
      if (!this.mayRun()) return
      await this.run()
    } while (!this.dropped)
  }

  protected override async sleep(): Promise<void> {
    this.#wake = new AbortController()
    await sleep(this.intervalMs, undefined, { signal: this.#wake.signal }).catch(() => {})
  }

  protected override requestStop(): void {
    super.requestStop()
    this.#wake.abort()
  }

  protected override abort(): void {
    super.abort()
    this.#wake.abort()
  }
}

export const subject = loopSubject('wake-lost-while-busy', WakeLostWhileBusy)
