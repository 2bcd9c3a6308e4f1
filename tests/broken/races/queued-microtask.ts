/** Breaks EXPLORE-01: a shutdown between the tick and the microtask that it queued is over before the run has begun. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

/** Renders a dashboard, once for all that has changed in a turn. */
class DashboardRenderer extends IntervalManager {
  #isQueued = false

  protected override tick(): void {
    if (this.inFlight || this.#isQueued) return
    this.#isQueued = true
    queueMicrotask(() => {
      this.#isQueued = false
      if (this.mayRender()) void this.launch()
    })
  }

  protected mayRender(): boolean {
    return !this.dropped
  }
}

class Mended extends DashboardRenderer {
  protected override mayRender(): boolean {
    return !this.dropped && this.completion === undefined
  }
}

export const subject = intervalSubject('dashboard-renderer', DashboardRenderer)
export const mended = intervalSubject('dashboard-renderer, mended', Mended)
