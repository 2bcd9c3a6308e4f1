/** Breaks STOP-06: the first run is queued when the manager is created, and a shutdown before it waits for it. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class FirstTickRunsAnyway extends LoopManager {
  private readonly first = new AbortController()
  private runs = 0

  protected override mayRun(): boolean {
    return (this.runs === 0 && !this.dropped) || super.mayRun()
  }

  protected override async sleep(): Promise<void> {
    if (this.runs > 0) return super.sleep()
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.intervalMs)
      this.first.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
    })
  }

  protected override async run(): Promise<void> {
    this.runs += 1
    await super.run()
  }

  protected override abort(): void {
    super.abort()
    this.first.abort()
  }
}

export const subject = loopSubject('first-tick-runs-anyway', FirstTickRunsAnyway)
