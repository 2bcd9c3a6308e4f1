/** Breaks LOG-01: reports success first and then waits for the run. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('log-before-await', {
  async wait({ probe, running }) {
    probe.logger.info('shutdown complete')
    await running
  },
  succeed() {},
})
