/** Breaks LEAK-02: dropped in the midst of a run, it arms one more timer when that run ends. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('rearmed-after-drop', {
  arm(state, tick) {
    state.timer = setTimeout(() => {
      if (state.phase === 'on') tick()
    }, state.intervalMs)
  },
  rearm: (state) => state.phase !== 'stopping',
})
