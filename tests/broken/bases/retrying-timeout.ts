import type { Subject } from '../../../harness/model/subject.ts'
import { type TimeoutManager, timeoutSubject, type TimeoutState } from './timeout-steps.ts'

/** A manager that tries again after a share of its interval when a run has failed, and so for ever. */
export function retryingSubject(name: string, share: number): Subject<TimeoutManager> {
  const failed = new WeakSet<TimeoutState>()
  return timeoutSubject(name, {
    arm(state, tick) {
      state.timer = setTimeout(tick, state.intervalMs * (failed.has(state) ? share : 1))
    },
    async run(state) {
      failed.delete(state)
      try {
        await state.probe.work(state.abort.signal)
      } catch (cause) {
        failed.add(state)
        try {
          if (!state.abort.signal.aborted) state.probe.logger.error('run failed', cause)
        } catch {
          // A logger that throws does not end the loop.
        }
      }
    },
  })
}
