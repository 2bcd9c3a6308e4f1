import type { BrokenSubject } from '../broken-subject.ts'
import { subject as abortInMicrotask } from './abort-in-microtask.ts'
import { subject as asyncDisposeCapped } from './async-dispose-capped.ts'
import { subject as backoffLeftAfterDrop } from './backoff-left-after-drop.ts'
import { subject as cloneResurrects } from './clone-resurrects.ts'
import { subject as countOffByOne } from './count-off-by-one.ts'
import { subject as detachedTail } from './detached-tail.ts'
import { subject as dropLogsInfo } from './drop-logs-info.ts'
import { subject as exitListenerPerTick } from './exit-listener-per-tick.ts'
import { subject as failureBreaksShutdown } from './failure-breaks-shutdown.ts'
import { subject as firstTickRunsAnyway } from './first-tick-runs-anyway.ts'
import { subject as givesUpAfterTenMinutes } from './gives-up-after-ten-minutes.ts'
import { subject as givesUpAfterTwelveHours } from './gives-up-after-twelve-hours.ts'
import { subject as hotLoopOnSyncThrow } from './hot-loop-on-sync-throw.ts'
import { subject as intervalUnrefLeft } from './interval-unref-left.ts'
import { subject as listenerOnCallersSignal } from './listener-on-callers-signal.ts'
import { subject as rejectsOnUndefined } from './rejects-on-undefined.ts'
import { subject as reportsAtInfo } from './reports-at-info.ts'
import { subject as secondShutdownLogs } from './second-shutdown-logs.ts'
import { subject as shutdownAbortsRun } from './shutdown-aborts-run.ts'
import { subject as skippedTickClearsFlag } from './skipped-tick-clears-flag.ts'
import { subject as successAsWarning } from './success-as-warning.ts'
import { subject as successPerConcurrentCall } from './success-per-concurrent-call.ts'
import { subject as warnsAtShutdown } from './warns-at-shutdown.ts'

/** Defects beyond those that the catalogue names. */
export const subtleSubjects: readonly BrokenSubject[] = [
  {
    file: 'subtle/abort-in-microtask.ts',
    subject: abortInMicrotask,
    breaks: ['DROP-07', 'DROP-02'],
  },
  { file: 'subtle/async-dispose-capped.ts', subject: asyncDisposeCapped, breaks: ['DROP-11'] },
  {
    file: 'subtle/backoff-left-after-drop.ts',
    subject: backoffLeftAfterDrop,
    breaks: ['LEAK-02', 'LEAK-01'],
  },
  { file: 'subtle/clone-resurrects.ts', subject: cloneResurrects, breaks: ['CLONE-09'] },
  {
    file: 'subtle/count-off-by-one.ts',
    subject: countOffByOne,
    breaks: ['CLONE-03', 'CLONE-05', 'CLONE-08'],
  },
  { file: 'subtle/detached-tail.ts', subject: detachedTail, breaks: ['LEAK-01'] },
  { file: 'subtle/drop-logs-info.ts', subject: dropLogsInfo, breaks: ['DROP-04'] },
  { file: 'subtle/exit-listener-per-tick.ts', subject: exitListenerPerTick, breaks: ['LEAK-04'] },
  {
    file: 'subtle/failure-breaks-shutdown.ts',
    subject: failureBreaksShutdown,
    breaks: ['STOP-10'],
  },
  { file: 'subtle/first-tick-runs-anyway.ts', subject: firstTickRunsAnyway, breaks: ['STOP-06'] },
  {
    file: 'subtle/gives-up-after-ten-minutes.ts',
    subject: givesUpAfterTenMinutes,
    breaks: ['STOP-02', 'DROP-11'],
  },
  {
    file: 'subtle/gives-up-after-twelve-hours.ts',
    subject: givesUpAfterTwelveHours,
    breaks: ['STOP-02'],
  },
  { file: 'subtle/hot-loop-on-sync-throw.ts', subject: hotLoopOnSyncThrow, breaks: ['WORK-09'] },
  { file: 'subtle/interval-unref-left.ts', subject: intervalUnrefLeft, breaks: ['LEAK-01'] },
  {
    file: 'subtle/listener-on-callers-signal.ts',
    subject: listenerOnCallersSignal,
    breaks: ['LEAK-03'],
  },
  { file: 'subtle/rejects-on-undefined.ts', subject: rejectsOnUndefined, breaks: ['STOP-10'] },
  {
    file: 'subtle/reports-at-info.ts',
    subject: reportsAtInfo,
    breaks: ['WORK-04', 'STOP-10', 'WORK-06'],
  },
  {
    file: 'subtle/second-shutdown-logs.ts',
    subject: secondShutdownLogs,
    breaks: ['LOG-01', 'STOP-04'],
  },
  {
    file: 'subtle/shutdown-aborts-run.ts',
    subject: shutdownAbortsRun,
    breaks: ['STOP-02', 'STOP-05', 'STOP-07', 'STOP-10', 'DROP-11', 'LOG-01'],
  },
  {
    file: 'subtle/skipped-tick-clears-flag.ts',
    subject: skippedTickClearsFlag,
    breaks: ['WORK-07', 'STOP-09'],
  },
  {
    file: 'subtle/success-as-warning.ts',
    subject: successAsWarning,
    breaks: ['LOG-01', 'DROP-06', 'DROP-11'],
  },
  {
    file: 'subtle/success-per-concurrent-call.ts',
    subject: successPerConcurrentCall,
    breaks: ['LOG-01'],
  },
  { file: 'subtle/warns-at-shutdown.ts', subject: warnsAtShutdown, breaks: ['DROP-06', 'DROP-11'] },
]
