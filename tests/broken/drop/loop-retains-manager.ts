/** Breaks DROP-10: the loop is a method, so that the sleep in it holds the manager for ever. */
import type { SubjectContext } from '../../../harness/model/subject.ts'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

const collected = new FinalizationRegistry<() => void>((warn) => warn())

class LoopRetainsManager extends LoopManager {
  constructor(probe: SubjectContext, intervalMs: number) {
    super(probe, intervalMs)
    const { stopping, aborting } = this
    collected.register(this, () => {
      if (stopping.signal.aborted) return
      stopping.abort()
      aborting.abort()
      probe.logger.warn('collected without shutdown() - aborting')
    })
  }
}

export const subject = {
  ...loopSubject('loop-retains-manager', LoopRetainsManager),
  capabilities: { gc: true },
}
