/** Breaks LEAK-01: a run that fails during shutdown arms the timer of the circuit breaker, which was cleared before. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class BreakerLeft extends IntervalManager {
  failures = 0
  private reset: NodeJS.Timeout | undefined

  protected override report(cause: unknown): void {
    super.report(cause)
    this.failures += 1
    clearTimeout(this.reset)
    this.reset = setTimeout(() => {
      this.failures = 0
    }, 60 * this.intervalMs)
  }

  protected override halt(): void {
    super.halt()
    clearTimeout(this.reset)
  }
}

export const subject = intervalSubject('breaker-left-by-last-failure', BreakerLeft)
