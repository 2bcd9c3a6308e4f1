/** Breaks TIME-05: a run that fails after it was aborted is reported, long after the shutdown's own last line. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class LateDoubleLog extends LoopManager {
  protected override async loop(): Promise<void> {
    await super.loop()
    if (this.forced) this.probe.logger.warn('aborted run has ended')
  }

  protected override async call(): Promise<void> {
    try {
      await super.call()
    } catch (cause) {
      if (this.forced) this.report(cause)
      throw cause
    }
  }
}

export const subject = loopSubject('late-double-log', LateDoubleLog, 'shutdownWithin')
