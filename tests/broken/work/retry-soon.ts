/** Breaks WORK-09: a failed run is tried again five times a second, and so for ever. */
import { timeoutSubject } from '../bases/timeout-steps.ts'
import type { TimeoutState } from '../bases/timeout-steps.ts'

const failed = new WeakSet<TimeoutState>()

export const subject = timeoutSubject('retry-soon', {
  arm(state, tick) {
    state.timer = setTimeout(tick, state.intervalMs * (failed.has(state) ? 0.2 : 1))
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
