import type { BrokenSubject } from '../broken-subject.ts'
import { subject as failureBreaksShutdown } from './failure-breaks-shutdown.ts'
import { subject as firstTickRunsAnyway } from './first-tick-runs-anyway.ts'
import { subject as flagOnlyCheckedAfterSleep } from './flag-only-checked-after-sleep.ts'
import { subject as freshWaitPerCall } from './fresh-wait-per-call.ts'
import { subject as givesUpAfterTenMinutes } from './gives-up-after-ten-minutes.ts'
import { subject as givesUpAfterTwelveHours } from './gives-up-after-twelve-hours.ts'
import { subject as gracefulCancels } from './graceful-cancels.ts'
import { subject as hiddenCap } from './hidden-cap.ts'
import { subject as innerCallForgotten } from './inner-call-forgotten.ts'
import { subject as needsFirstRun } from './needs-first-run.ts'
import { subject as needsTwoWakes } from './needs-two-wakes.ts'
import { subject as noAwaitEmitter } from './no-await-emitter.ts'
import { subject as noAwait } from './no-await.ts'
import { subject as promiseNotYetAssigned } from './promise-not-yet-assigned.ts'
import { subject as propagatesRunError } from './propagates-run-error.ts'
import { subject as queuedTickAfterShutdown } from './queued-tick-after-shutdown.ts'
import { subject as rejectsOnUndefined } from './rejects-on-undefined.ts'
import { subject as retryUntracked } from './retry-untracked.ts'
import { subject as secondReturnsEarly } from './second-returns-early.ts'
import { subject as selfAwaitDeadlock } from './self-await-deadlock.ts'
import { subject as shutdownAbortsRun } from './shutdown-aborts-run.ts'
import { subject as syncStop } from './sync-stop.ts'
import { subject as throwsSecond } from './throws-second.ts'
import { subject as throwsWhenIdle } from './throws-when-idle.ts'
import { subject as throwsWhileStopping } from './throws-while-stopping.ts'
import { subject as unsignalledSleep } from './unsignalled-sleep.ts'
import { subject as wakeLostWhileBusy } from './wake-lost-while-busy.ts'

/** One manager per defect that the rules of STOP must notice. */
export const stopSubjects: readonly BrokenSubject[] = [
  {
    file: 'stop/failure-breaks-shutdown.ts',
    subject: failureBreaksShutdown,
    breaks: ['STOP-10', 'EXPLORE-01'],
  },
  {
    file: 'stop/first-tick-runs-anyway.ts',
    subject: firstTickRunsAnyway,
    breaks: ['STOP-06', 'EXPLORE-01'],
  },
  {
    file: 'stop/flag-only-checked-after-sleep.ts',
    subject: flagOnlyCheckedAfterSleep,
    breaks: ['STOP-03', 'STOP-06', 'STOP-08', 'STOP-09', 'WORK-05', 'EXPLORE-02'],
  },
  { file: 'stop/fresh-wait-per-call.ts', subject: freshWaitPerCall, breaks: ['STOP-12'] },
  {
    file: 'stop/gives-up-after-ten-minutes.ts',
    subject: givesUpAfterTenMinutes,
    breaks: ['STOP-02', 'DROP-11'],
  },
  {
    file: 'stop/gives-up-after-twelve-hours.ts',
    subject: givesUpAfterTwelveHours,
    breaks: ['STOP-02'],
  },
  { file: 'stop/graceful-cancels.ts', subject: gracefulCancels, breaks: ['STOP-14'] },
  { file: 'stop/hidden-cap.ts', subject: hiddenCap, breaks: ['STOP-02', 'DROP-11'] },
  {
    file: 'stop/inner-call-forgotten.ts',
    subject: innerCallForgotten,
    breaks: ['STOP-07', 'STOP-09'],
  },
  {
    file: 'stop/needs-first-run.ts',
    subject: needsFirstRun,
    breaks: ['STOP-06', 'STOP-09', 'WORK-05', 'EXPLORE-01'],
  },
  {
    file: 'stop/needs-two-wakes.ts',
    subject: needsTwoWakes,
    breaks: [
      'STOP-13',
      'STOP-01',
      'STOP-02',
      'STOP-05',
      'STOP-06',
      'STOP-07',
      'STOP-10',
      'DROP-06',
      'WORK-11',
      'STOP-08',
      'STOP-09',
      'WORK-05',
    ],
  },
  {
    file: 'stop/no-await-emitter.ts',
    subject: noAwaitEmitter,
    breaks: ['STOP-02', 'STOP-05', 'STOP-07', 'LOG-01', 'EXPLORE-01'],
  },
  {
    file: 'stop/no-await.ts',
    subject: noAwait,
    breaks: ['STOP-02', 'STOP-05', 'STOP-07', 'DROP-11', 'LOG-01', 'EXPLORE-01'],
  },
  { file: 'stop/promise-not-yet-assigned.ts', subject: promiseNotYetAssigned, breaks: ['STOP-07'] },
  {
    file: 'stop/propagates-run-error.ts',
    subject: propagatesRunError,
    breaks: ['STOP-10', 'STOP-09', 'WORK-05', 'EXPLORE-01'],
  },
  {
    file: 'stop/queued-tick-after-shutdown.ts',
    subject: queuedTickAfterShutdown,
    breaks: ['STOP-03', 'EXPLORE-01'],
  },
  { file: 'stop/rejects-on-undefined.ts', subject: rejectsOnUndefined, breaks: ['STOP-10'] },
  {
    file: 'stop/retry-untracked.ts',
    subject: retryUntracked,
    breaks: ['STOP-02', 'EXPLORE-01'],
  },
  {
    file: 'stop/second-returns-early.ts',
    subject: secondReturnsEarly,
    breaks: ['STOP-05', 'STOP-07', 'STOP-12', 'EXPLORE-03'],
  },
  { file: 'stop/self-await-deadlock.ts', subject: selfAwaitDeadlock, breaks: ['STOP-09'] },
  {
    file: 'stop/shutdown-aborts-run.ts',
    subject: shutdownAbortsRun,
    breaks: [
      'STOP-02',
      'STOP-05',
      'STOP-07',
      'STOP-10',
      'STOP-14',
      'DROP-11',
      'LOG-01',
      'EXPLORE-01',
    ],
  },
  {
    file: 'stop/sync-stop.ts',
    subject: syncStop,
    breaks: ['STOP-01', 'STOP-02', 'STOP-05', 'STOP-07', 'WORK-05', 'EXPLORE-01'],
  },
  {
    file: 'stop/throws-second.ts',
    subject: throwsSecond,
    breaks: ['STOP-04', 'STOP-07', 'STOP-11', 'DROP-11'],
  },
  {
    file: 'stop/throws-when-idle.ts',
    subject: throwsWhenIdle,
    breaks: ['STOP-11', 'STOP-01', 'STOP-06', 'STOP-13', 'DROP-06', 'WORK-11', 'STOP-08'],
  },
  {
    file: 'stop/throws-while-stopping.ts',
    subject: throwsWhileStopping,
    breaks: ['STOP-11', 'STOP-05', 'STOP-07', 'EXPLORE-03'],
  },
  { file: 'stop/unsignalled-sleep.ts', subject: unsignalledSleep, breaks: ['STOP-08'] },
  {
    file: 'stop/wake-lost-while-busy.ts',
    subject: wakeLostWhileBusy,
    breaks: ['STOP-08'],
  },
]
