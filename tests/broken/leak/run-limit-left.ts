/** Breaks LEAK-01 and LEAK-02: the time limit of a run is not cleared when the run ends before it. */
import { LoopManager } from '../bases/loop-manager.ts'
import type { Subject } from '../../../harness/model/subject.ts'

const LIMIT_MS = 5000

class RunLimitLeft extends LoopManager {
  protected override async call(): Promise<void> {
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`the run took longer than ${LIMIT_MS} ms`)), LIMIT_MS)
    })
    // It may fail when nobody waits for it any more.
    limit.catch(() => {})
    await Promise.race([super.call(), limit])
  }
}

export const subject: Subject<RunLimitLeft> = {
  name: 'run-limit-left',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new RunLimitLeft(probe, 1000).begin(),
  capabilities: { runLimitMs: LIMIT_MS },
}
