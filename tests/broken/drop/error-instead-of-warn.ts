/** Breaks DROP-04: the drop is reported as an error. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('error-instead-of-warn', {
  warn: ({ probe }) => probe.logger.error('dropped without shutdown() - aborting'),
})
