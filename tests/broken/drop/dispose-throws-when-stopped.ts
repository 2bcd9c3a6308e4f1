/** Breaks DROP-09: dispose after a completed shutdown throws. */
import type { Subject } from '../../../harness/model/subject.ts'
import { type TimeoutManager, createTimeoutManager } from '../bases/timeout-steps.ts'

export const subject: Subject<TimeoutManager> = {
  name: 'dispose-throws-when-stopped',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    const manager = createTimeoutManager(probe, 1000)
    let stopped = false
    return {
      async shutdown() {
        await manager.shutdown()
        stopped = true
      },
      [Symbol.dispose]() {
        if (stopped) throw new Error('already stopped')
        manager[Symbol.dispose]()
      },
    }
  },
}
