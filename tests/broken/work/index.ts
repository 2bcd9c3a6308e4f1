import type { BrokenSubject } from '../broken-subject.ts'
import { subject as abortedRunUnhandled } from './aborted-run-unhandled.ts'
import { subject as catchOnlyPromise } from './catch-only-promise.ts'
import { subject as catchUp } from './catch-up.ts'
import { subject as doubleReport } from './double-report.ts'
import { subject as floatingPromise } from './floating-promise.ts'
import { subject as freshAbortedSignal } from './fresh-aborted-signal.ts'
import { subject as givesUpAfterN } from './gives-up-after-n.ts'
import { subject as hotLoopOnSyncThrow } from './hot-loop-on-sync-throw.ts'
import { subject as lastFailureTwice } from './last-failure-twice.ts'
import { subject as overLimit } from './over-limit.ts'
import { subject as plainFunctionCountsAsFailure } from './plain-function-counts-as-failure.ts'
import { subject as readsErrorMessage } from './reads-error-message.ts'
import { subject as reportedAsWarning } from './reported-as-warning.ts'
import { subject as reportsAtInfo } from './reports-at-info.ts'
import { subject as retryNow } from './retry-now.ts'
import { subject as retrySoon } from './retry-soon.ts'
import { subject as setInterval } from './set-interval.ts'
import { subject as skippedTickClearsFlag } from './skipped-tick-clears-flag.ts'
import { subject as swallow } from './swallow.ts'
import { subject as unguardedAwait } from './unguarded-await.ts'
import { subject as unguardedReporter } from './unguarded-reporter.ts'

/** One manager per defect that the rules of WORK must notice. */
export const workSubjects: readonly BrokenSubject[] = [
  {
    file: 'work/aborted-run-unhandled.ts',
    subject: abortedRunUnhandled,
    breaks: ['WORK-03', 'EXPLORE-02'],
  },
  {
    file: 'work/catch-only-promise.ts',
    subject: catchOnlyPromise,
    breaks: ['WORK-02', 'WORK-03', 'WORK-04', 'STOP-09', 'WORK-05', 'LOG-02', 'EXPLORE-01'],
  },
  { file: 'work/catch-up.ts', subject: catchUp, breaks: ['WORK-08'] },
  {
    file: 'work/double-report.ts',
    subject: doubleReport,
    breaks: ['WORK-04', 'EXPLORE-01'],
  },
  {
    file: 'work/floating-promise.ts',
    subject: floatingPromise,
    breaks: ['WORK-03', 'WORK-06', 'WORK-05'],
  },
  { file: 'work/fresh-aborted-signal.ts', subject: freshAbortedSignal, breaks: ['WORK-10'] },
  { file: 'work/gives-up-after-n.ts', subject: givesUpAfterN, breaks: ['WORK-01', 'LOG-02'] },
  { file: 'work/hot-loop-on-sync-throw.ts', subject: hotLoopOnSyncThrow, breaks: ['WORK-09'] },
  {
    file: 'work/last-failure-twice.ts',
    subject: lastFailureTwice,
    breaks: ['WORK-04', 'EXPLORE-01'],
  },
  {
    file: 'work/plain-function-counts-as-failure.ts',
    subject: plainFunctionCountsAsFailure,
    breaks: ['WORK-11', 'WORK-04'],
  },
  {
    file: 'work/reads-error-message.ts',
    subject: readsErrorMessage,
    breaks: ['WORK-06', 'STOP-10'],
  },
  {
    file: 'work/reported-as-warning.ts',
    subject: reportedAsWarning,
    breaks: ['WORK-04', 'STOP-10', 'WORK-06', 'EXPLORE-01'],
  },
  {
    file: 'work/reports-at-info.ts',
    subject: reportsAtInfo,
    breaks: ['WORK-04', 'STOP-10', 'WORK-06', 'EXPLORE-01'],
  },
  { file: 'work/retry-now.ts', subject: retryNow, breaks: ['WORK-09'] },
  { file: 'work/retry-soon.ts', subject: retrySoon, breaks: ['WORK-09'] },
  { file: 'work/set-interval.ts', subject: setInterval, breaks: ['WORK-07', 'STOP-09'] },
  {
    file: 'work/skipped-tick-clears-flag.ts',
    subject: skippedTickClearsFlag,
    breaks: ['WORK-07', 'STOP-09', 'EXPLORE-01'],
  },
  {
    file: 'work/swallow.ts',
    subject: swallow,
    breaks: ['WORK-04', 'STOP-10', 'WORK-06', 'EXPLORE-01'],
  },
  {
    file: 'work/unguarded-await.ts',
    subject: unguardedAwait,
    breaks: [
      'WORK-01',
      'STOP-10',
      'STOP-11',
      'WORK-02',
      'WORK-03',
      'WORK-04',
      'WORK-06',
      'STOP-09',
      'EXPLORE-01',
    ],
  },
  { file: 'work/unguarded-reporter.ts', subject: unguardedReporter, breaks: ['WORK-05'] },
  {
    file: 'work/over-limit.ts',
    subject: overLimit,
    breaks: ['WORK-07', 'EXPLORE-01', 'STOP-09', 'WORK-05'],
  },
]
