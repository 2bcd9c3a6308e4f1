/** Breaks EXPLORE-02: a run that is in flight at the drop arms the timer again when it ends. Also LEAK-02 and DROP-01 for a drop of a busy manager. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('reschedules-after-drop', {
  rearm: (state) => state.phase === 'on' || state.phase === 'dropped',
})
