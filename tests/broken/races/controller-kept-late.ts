/** Breaks EXPLORE-02: the controller of a run is kept one await after the run has begun; a drop before that aborts the last one's. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

/** Replicates with a controller for each run, which it notes beside the time of the run. */
class Replicator extends IntervalManager {
  protected current: AbortController | undefined

  protected override async call(): Promise<void> {
    const controller = this.createController()
    const run = Promise.resolve(this.probe.work(controller.signal))
    await this.noteStart()
    this.current = controller
    await run
  }

  protected createController(): AbortController {
    return new AbortController()
  }

  protected async noteStart(): Promise<void> {
    await Promise.resolve()
  }

  protected override abort(): void {
    super.abort()
    this.current?.abort()
  }
}

class Mended extends Replicator {
  protected override createController(): AbortController {
    this.current = super.createController()
    return this.current
  }
}

export const subject = intervalSubject('replicator', Replicator)
export const mended = intervalSubject('replicator, mended', Mended)
