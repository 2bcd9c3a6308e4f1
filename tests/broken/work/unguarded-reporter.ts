/** Breaks WORK-05: a logger that throws keeps the next run from being armed. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('unguarded-reporter', {
  async run({ probe, abort }) {
    try {
      await probe.work(abort.signal)
    } catch (cause) {
      if (!abort.signal.aborted) probe.logger.error('run failed', cause)
    }
  },
})
