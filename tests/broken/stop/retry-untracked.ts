/** Breaks STOP-02: the run after a failed one has a path of its own, for which shutdown does not wait. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class RetryUntracked extends IntervalManager {
  private failed = false
  private retrying = false

  protected override tick(): void {
    if (this.retrying) return
    if (this.failed) void this.retry()
    else super.tick()
  }

  private async retry(): Promise<void> {
    this.failed = false
    this.retrying = true
    await this.run()
    this.retrying = false
  }

  protected override report(cause: unknown): void {
    super.report(cause)
    this.failed = true
  }
}

export const subject = intervalSubject('retry-untracked', RetryUntracked)
