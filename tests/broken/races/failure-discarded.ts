/** Breaks EXPLORE-01: a shutdown discards what is queued for the error log, a failure of this very turn among it. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

/** Scrapes metrics, and reports the failures of a turn together. */
class Scraper extends IntervalManager {
  protected failures: unknown[] = []

  protected override report(cause: unknown): void {
    this.failures.push(cause)
    queueMicrotask(() => this.reportAll())
  }

  protected reportAll(): void {
    for (const cause of this.failures.splice(0)) super.report(cause)
  }

  protected override halt(): void {
    super.halt()
    this.discard()
  }

  protected discard(): void {
    this.failures = []
  }
}

class Mended extends Scraper {
  protected override discard(): void {
    this.reportAll()
  }
}

export const subject = intervalSubject('scraper', Scraper)
export const mended = intervalSubject('scraper, mended', Mended)
