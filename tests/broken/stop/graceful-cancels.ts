/** Breaks STOP-14: one controller for all: the shutdown waits for the run that it has just aborted. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class GracefulCancels extends LoopManager {
  protected override async run(): Promise<void> {
    try {
      await this.inside.run(true, () => this.call())
    } catch (cause) {
      if (!this.dropped) this.report(cause)
    }
  }

  protected override requestStop(): void {
    super.requestStop()
    this.aborting.abort()
  }
}

export const subject = loopSubject('graceful-cancels', GracefulCancels)
