import type { BrokenSubject } from '../broken-subject.ts'
import { subject as deadlineLeft } from './deadline-left.ts'
import { subject as eachCallerItsTimeout } from './each-caller-its-timeout.ts'
import { subject as lastTimeoutWins } from './last-timeout-wins.ts'
import { subject as lateDoubleLog } from './late-double-log.ts'
import { subject as liesSuccess } from './lies-success.ts'
import { subject as resolveWithoutAbort } from './resolve-without-abort.ts'
import { subject as signalIgnored } from './signal-ignored.ts'
import { subject as timeoutFromCreation } from './timeout-from-creation.ts'
import { subject as timeoutIgnored } from './timeout-ignored.ts'
import { subject as watchdogOutlivesTimeout } from './watchdog-outlives-timeout.ts'

/** One manager per defect that the rules of TIME must notice. */
export const timeSubjects: readonly BrokenSubject[] = [
  {
    file: 'time/deadline-left.ts',
    subject: deadlineLeft,
    breaks: ['TIME-04', 'LEAK-01', 'EXPLORE-05'],
  },
  { file: 'time/each-caller-its-timeout.ts', subject: eachCallerItsTimeout, breaks: ['TIME-06'] },
  { file: 'time/last-timeout-wins.ts', subject: lastTimeoutWins, breaks: ['TIME-06'] },
  { file: 'time/late-double-log.ts', subject: lateDoubleLog, breaks: ['TIME-05'] },
  { file: 'time/lies-success.ts', subject: liesSuccess, breaks: ['TIME-03', 'EXPLORE-05'] },
  { file: 'time/resolve-without-abort.ts', subject: resolveWithoutAbort, breaks: ['TIME-02'] },
  { file: 'time/signal-ignored.ts', subject: signalIgnored, breaks: ['TIME-07'] },
  {
    file: 'time/timeout-from-creation.ts',
    subject: timeoutFromCreation,
    breaks: ['TIME-01', 'TIME-06', 'EXPLORE-05'],
  },
  {
    file: 'time/timeout-ignored.ts',
    subject: timeoutIgnored,
    breaks: ['TIME-01', 'TIME-02', 'TIME-05', 'TIME-06'],
  },
  {
    file: 'time/watchdog-outlives-timeout.ts',
    subject: watchdogOutlivesTimeout,
    breaks: ['TIME-02'],
  },
]
