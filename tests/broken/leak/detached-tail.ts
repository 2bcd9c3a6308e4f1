/** Breaks LEAK-01: each run has a tail of bookkeeping, 100 ms later, that shutdown neither awaits nor cancels. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DetachedTail extends IntervalManager {
  private readonly durations: number[] = []
  private tail: NodeJS.Timeout | undefined

  protected override async run(): Promise<void> {
    const startedAt = Date.now()
    await super.run()
    if (this.dropped) return
    this.tail = setTimeout(() => this.durations.push(Date.now() - startedAt), 100)
  }

  protected override abort(): void {
    super.abort()
    clearTimeout(this.tail)
  }
}

export const subject = intervalSubject('detached-tail', DetachedTail)
