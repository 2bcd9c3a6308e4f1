/** Breaks EXPLORE-03: a drop in the one await between the end of the run and the success line warns. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('drop-in-last-await', {
  async wait(state) {
    await state.running
    state.phase = 'on'
    await Promise.resolve()
  },
})
