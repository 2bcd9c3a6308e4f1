/** Breaks WORK-09: a failed run is tried again after a millisecond, and so for ever. */
import { retryingSubject } from '../bases/retrying-timeout.ts'

export const subject = retryingSubject('retry-now', 0.001)
