/** Breaks DROP-12: the warning does not say what to do instead. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('mute-warning', {
  warn: ({ probe }) => probe.logger.warn('task aborted'),
})
