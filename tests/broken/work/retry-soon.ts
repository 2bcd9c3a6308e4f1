/** Breaks WORK-09: a failed run is tried again five times in an interval, and so for ever. */
import { retryingSubject } from '../bases/retrying-timeout.ts'

export const subject = retryingSubject('retry-soon', 0.2)
