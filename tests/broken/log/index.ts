import type { BrokenSubject } from '../broken-subject.ts'
import { subject as deadLoopSuccess } from './dead-loop-success.ts'
import { subject as logBeforeAwait } from './log-before-await.ts'
import { subject as logPerCall } from './log-per-call.ts'
import { subject as logPerClone } from './log-per-clone.ts'
import { subject as logTwice } from './log-twice.ts'
import { subject as noSuccessLine } from './no-success-line.ts'

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
]
