/** Breaks TIME-02: the watchdog of a run is called off when the run ends, which one that was given up may never do. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class WatchdogOutlivesTimeout extends LoopManager {
  #watchdog: NodeJS.Timeout | undefined

  protected override async run(): Promise<void> {
    this.#watchdog = setInterval(() => {}, this.intervalMs / 2)
    try {
      await super.run()
    } finally {
      clearInterval(this.#watchdog)
    }
  }

  protected override abort(): void {
    clearInterval(this.#watchdog)
    super.abort()
  }
}

export const subject = loopSubject(
  'watchdog-outlives-timeout',
  WatchdogOutlivesTimeout,
  'shutdownWithin',
)
