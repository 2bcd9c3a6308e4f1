/** Breaks DROP-04: aborts without a word. */
import { timeoutSubject } from '../bases/timeout-steps.ts'

export const subject = timeoutSubject('silent-drop', { warn() {} })
