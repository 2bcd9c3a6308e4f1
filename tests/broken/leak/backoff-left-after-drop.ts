/** Breaks LEAK-02: the back-off after a failed run is a timer of which neither drop nor shutdown knows. Also LEAK-01, and DROP-01 for a drop in it. */
import { timeoutSubject } from '../bases/timeout-steps.ts'
import type { TimeoutState } from '../bases/timeout-steps.ts'

const failed = new WeakSet<TimeoutState>()

export const subject = timeoutSubject('backoff-left-after-drop', {
  arm(state, tick) {
    if (!failed.has(state)) {
      state.timer = setTimeout(tick, state.intervalMs)
      return
    }
    setTimeout(() => {
      if (state.phase === 'on' || state.phase === 'dropped') tick()
    }, state.intervalMs)
  },
  async run(state) {
    failed.delete(state)
    try {
      await state.probe.work(state.abort.signal)
    } catch (cause) {
      if (state.abort.signal.aborted) return
      failed.add(state)
      try {
        state.probe.logger.error('run failed', cause)
      } catch {
        // A logger that throws does not end the loop.
      }
    }
  },
})
