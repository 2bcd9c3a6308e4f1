/** Breaks LOG-01: a shutdown that went well goes unsaid. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('no-success-line', { succeed() {} })
