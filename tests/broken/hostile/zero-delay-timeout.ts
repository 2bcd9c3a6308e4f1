/** A work loop of `setTimeout(…, 0)` under a stated interval of one second. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('zero-delay-timeout', {
  arm(state, tick) {
    state.timer = setTimeout(tick, 0)
  },
})
