/** Breaks DROP-07: the controller of a run is kept once the work has returned, too late for a drop as its first statement. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ControllerKeptTooLate extends IntervalManager {
  private current: AbortController | undefined

  protected override call(): unknown {
    const controller = new AbortController()
    const outcome = this.probe.work(controller.signal)
    this.current = controller
    return outcome
  }

  protected override abort(): void {
    super.abort()
    this.current?.abort()
  }
}

export const subject = intervalSubject('controller-kept-too-late', ControllerKeptTooLate)
