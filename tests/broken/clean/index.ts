import type { BrokenSubject } from '../broken-subject.ts'
import { subject as cleanupErrorEscapes } from './cleanup-error-escapes.ts'
import { subject as cleanupErrorLost } from './cleanup-error-lost.ts'
import { subject as cleanupFirst } from './cleanup-first.ts'
import { subject as cleanupFloating } from './cleanup-floating.ts'
import { subject as cleanupOnlyOnSuccess } from './cleanup-only-on-success.ts'
import { subject as cleanupPerCall } from './cleanup-per-call.ts'
import { subject as cleanupThenableIgnored } from './cleanup-thenable-ignored.ts'
import { subject as cleanupUndefinedLost } from './cleanup-undefined-lost.ts'
import { subject as forcedCleanupFailureLost } from './forced-cleanup-failure-lost.ts'
import { subject as lateCleanupLost } from './late-cleanup-lost.ts'
import { subject as reentrantDeadlock } from './reentrant-deadlock.ts'

/** One manager per defect that the rules of CLEAN must notice. */
export const cleanSubjects: readonly BrokenSubject[] = [
  { file: 'clean/cleanup-error-escapes.ts', subject: cleanupErrorEscapes, breaks: ['CLEAN-04'] },
  { file: 'clean/cleanup-error-lost.ts', subject: cleanupErrorLost, breaks: ['CLEAN-04'] },
  { file: 'clean/cleanup-first.ts', subject: cleanupFirst, breaks: ['CLEAN-01'] },
  { file: 'clean/cleanup-floating.ts', subject: cleanupFloating, breaks: ['CLEAN-01'] },
  {
    file: 'clean/cleanup-only-on-success.ts',
    subject: cleanupOnlyOnSuccess,
    breaks: ['CLEAN-03', 'EXPLORE-05'],
  },
  { file: 'clean/cleanup-per-call.ts', subject: cleanupPerCall, breaks: ['CLEAN-02'] },
  {
    file: 'clean/cleanup-thenable-ignored.ts',
    subject: cleanupThenableIgnored,
    breaks: ['CLEAN-01'],
  },
  { file: 'clean/cleanup-undefined-lost.ts', subject: cleanupUndefinedLost, breaks: ['CLEAN-04'] },
  {
    file: 'clean/forced-cleanup-failure-lost.ts',
    subject: forcedCleanupFailureLost,
    breaks: ['CLEAN-04'],
  },
  { file: 'clean/late-cleanup-lost.ts', subject: lateCleanupLost, breaks: ['CLEAN-06'] },
  { file: 'clean/reentrant-deadlock.ts', subject: reentrantDeadlock, breaks: ['CLEAN-05'] },
]
