/** Breaks WORK-09: a synchronous throw, and only that, is tried again at once. */
import { timeoutSubject } from '../bases/timeout-steps.ts'
import type { TimeoutState } from '../bases/timeout-steps.ts'

const threw = new WeakSet<TimeoutState>()

export const subject = timeoutSubject('hot-loop-on-sync-throw', {
  arm(state, tick) {
    state.timer = setTimeout(tick, threw.has(state) ? 0 : state.intervalMs)
  },
  async run(state) {
    const { probe, abort } = state
    threw.add(state)
    try {
      const outcome = probe.work(abort.signal)
      threw.delete(state)
      await outcome
    } catch (cause) {
      try {
        if (!abort.signal.aborted) probe.logger.error('run failed', cause)
      } catch {
        // A logger that throws does not end the loop.
      }
    }
  },
})
