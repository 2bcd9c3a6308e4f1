import type { BrokenSubject } from '../broken-subject.ts'
import { subject as deadLoopSuccess } from './dead-loop-success.ts'
import { subject as logBeforeAwait } from './log-before-await.ts'
import { subject as logPerCall } from './log-per-call.ts'
import { subject as logPerClone } from './log-per-clone.ts'
import { subject as logTwice } from './log-twice.ts'
import { subject as noSuccessLine } from './no-success-line.ts'
import { subject as secondShutdownLogs } from './second-shutdown-logs.ts'
import { subject as silentBeforeFirstRun } from './silent-before-first-run.ts'
import { subject as successAsWarning } from './success-as-warning.ts'
import { subject as successPerConcurrentCall } from './success-per-concurrent-call.ts'

/** One manager per defect that the rules of LOG must notice. */
export const logSubjects: readonly BrokenSubject[] = [
  {
    file: 'log/dead-loop-success.ts',
    subject: deadLoopSuccess,
    breaks: ['WORK-01', 'WORK-02', 'WORK-06', 'WORK-05', 'LOG-02'],
  },
  {
    file: 'log/log-before-await.ts',
    subject: logBeforeAwait,
    breaks: ['LOG-01', 'EXPLORE-01'],
  },
  { file: 'log/log-per-call.ts', subject: logPerCall, breaks: ['LOG-01', 'STOP-04'] },
  { file: 'log/log-per-clone.ts', subject: logPerClone, breaks: ['LOG-01'] },
  { file: 'log/log-twice.ts', subject: logTwice, breaks: ['LOG-01'] },
  { file: 'log/no-success-line.ts', subject: noSuccessLine, breaks: ['LOG-01'] },
  {
    file: 'log/second-shutdown-logs.ts',
    subject: secondShutdownLogs,
    breaks: ['LOG-01', 'STOP-04'],
  },
  {
    file: 'log/silent-before-first-run.ts',
    subject: silentBeforeFirstRun,
    breaks: ['LOG-01', 'EXPLORE-01'],
  },
  {
    file: 'log/success-as-warning.ts',
    subject: successAsWarning,
    breaks: ['LOG-01', 'DROP-06', 'DROP-11'],
  },
  {
    file: 'log/success-per-concurrent-call.ts',
    subject: successPerConcurrentCall,
    breaks: ['LOG-01', 'EXPLORE-03'],
  },
]
