import type { BrokenSubject } from '../broken-subject.ts'
import { subject as abortInMicrotask } from './abort-in-microtask.ts'
import { subject as abortListenerPerFailure } from './abort-listener-per-failure.ts'
import { subject as abortedRunUnhandled } from './aborted-run-unhandled.ts'
import { subject as asyncDisposeCapped } from './async-dispose-capped.ts'
import { subject as backoffLeftAfterDrop } from './backoff-left-after-drop.ts'
import { subject as breakerLeftByLastFailure } from './breaker-left-by-last-failure.ts'
import { subject as broadcastChannelLeft } from './broadcast-channel-left.ts'
import { subject as cleanupThenableIgnored } from './cleanup-thenable-ignored.ts'
import { subject as cleanupUndefinedLost } from './cleanup-undefined-lost.ts'
import { subject as cloneDropAbortsRun } from './clone-drop-aborts-run.ts'
import { subject as cloneResurrects } from './clone-resurrects.ts'
import { subject as controllerKeptTooLate } from './controller-kept-too-late.ts'
import { subject as countOffByOne } from './count-off-by-one.ts'
import { subject as detachedTail } from './detached-tail.ts'
import { subject as dropLogsInfo } from './drop-logs-info.ts'
import { subject as exitGuardLeftWhenBusy } from './exit-guard-left-when-busy.ts'
import { subject as exitListenerPerTick } from './exit-listener-per-tick.ts'
import { subject as failureBreaksShutdown } from './failure-breaks-shutdown.ts'
import { subject as firstTickRunsAnyway } from './first-tick-runs-anyway.ts'
import { subject as forcedCleanupFailureLost } from './forced-cleanup-failure-lost.ts'
import { subject as freshSignalAfterFailure } from './fresh-signal-after-failure.ts'
import { subject as givesUpAfterTenMinutes } from './gives-up-after-ten-minutes.ts'
import { subject as givesUpAfterTwelveHours } from './gives-up-after-twelve-hours.ts'
import { subject as hotLoopOnSyncThrow } from './hot-loop-on-sync-throw.ts'
import { subject as intervalUnrefLeft } from './interval-unref-left.ts'
import { subject as lastFailureTwice } from './last-failure-twice.ts'
import { subject as listenerOnCallersSignal } from './listener-on-callers-signal.ts'
import { subject as queuedTickAfterShutdown } from './queued-tick-after-shutdown.ts'
import { subject as rearmedAfterDrop } from './rearmed-after-drop.ts'
import { subject as rejectsOnUndefined } from './rejects-on-undefined.ts'
import { subject as reportsAtInfo } from './reports-at-info.ts'
import { subject as retryUntracked } from './retry-untracked.ts'
import { subject as secondShutdownLogs } from './second-shutdown-logs.ts'
import { subject as shutdownAbortsRun } from './shutdown-aborts-run.ts'
import { subject as silentBeforeFirstRun } from './silent-before-first-run.ts'
import { subject as skippedTickClearsFlag } from './skipped-tick-clears-flag.ts'
import { subject as successAsWarning } from './success-as-warning.ts'
import { subject as successPerConcurrentCall } from './success-per-concurrent-call.ts'
import { subject as warnsAtShutdown } from './warns-at-shutdown.ts'
import { subject as warnsUnlessItRan } from './warns-unless-it-ran.ts'

/** Defects beyond those that the catalogue names. */
export const subtleSubjects: readonly BrokenSubject[] = [
  {
    file: 'subtle/abort-in-microtask.ts',
    subject: abortInMicrotask,
    breaks: ['DROP-07', 'DROP-02', 'EXPLORE-02'],
  },
  {
    file: 'subtle/abort-listener-per-failure.ts',
    subject: abortListenerPerFailure,
    breaks: ['LEAK-03'],
  },
  {
    file: 'subtle/aborted-run-unhandled.ts',
    subject: abortedRunUnhandled,
    breaks: ['WORK-03', 'EXPLORE-02'],
  },
  { file: 'subtle/async-dispose-capped.ts', subject: asyncDisposeCapped, breaks: ['DROP-11'] },
  {
    file: 'subtle/backoff-left-after-drop.ts',
    subject: backoffLeftAfterDrop,
    breaks: ['LEAK-02', 'LEAK-01', 'EXPLORE-01', 'EXPLORE-02'],
  },
  {
    file: 'subtle/breaker-left-by-last-failure.ts',
    subject: breakerLeftByLastFailure,
    breaks: ['LEAK-01', 'EXPLORE-01'],
  },
  { file: 'subtle/broadcast-channel-left.ts', subject: broadcastChannelLeft, breaks: ['LEAK-06'] },
  {
    file: 'subtle/cleanup-thenable-ignored.ts',
    subject: cleanupThenableIgnored,
    breaks: ['CLEAN-01'],
  },
  { file: 'subtle/cleanup-undefined-lost.ts', subject: cleanupUndefinedLost, breaks: ['CLEAN-04'] },
  {
    file: 'subtle/clone-drop-aborts-run.ts',
    subject: cloneDropAbortsRun,
    breaks: ['CLONE-03', 'EXPLORE-04'],
  },
  { file: 'subtle/clone-resurrects.ts', subject: cloneResurrects, breaks: ['CLONE-09'] },
  {
    file: 'subtle/controller-kept-too-late.ts',
    subject: controllerKeptTooLate,
    breaks: ['DROP-07'],
  },
  {
    file: 'subtle/count-off-by-one.ts',
    subject: countOffByOne,
    breaks: ['CLONE-03', 'CLONE-05', 'CLONE-08', 'EXPLORE-04'],
  },
  { file: 'subtle/detached-tail.ts', subject: detachedTail, breaks: ['LEAK-01'] },
  { file: 'subtle/drop-logs-info.ts', subject: dropLogsInfo, breaks: ['DROP-04'] },
  {
    file: 'subtle/exit-guard-left-when-busy.ts',
    subject: exitGuardLeftWhenBusy,
    breaks: ['LEAK-04'],
  },
  { file: 'subtle/exit-listener-per-tick.ts', subject: exitListenerPerTick, breaks: ['LEAK-04'] },
  {
    file: 'subtle/failure-breaks-shutdown.ts',
    subject: failureBreaksShutdown,
    breaks: ['STOP-10', 'EXPLORE-01'],
  },
  {
    file: 'subtle/first-tick-runs-anyway.ts',
    subject: firstTickRunsAnyway,
    breaks: ['STOP-06', 'EXPLORE-01'],
  },
  {
    file: 'subtle/forced-cleanup-failure-lost.ts',
    subject: forcedCleanupFailureLost,
    breaks: ['CLEAN-04'],
  },
  {
    file: 'subtle/fresh-signal-after-failure.ts',
    subject: freshSignalAfterFailure,
    breaks: ['DROP-07', 'EXPLORE-02'],
  },
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
    file: 'subtle/last-failure-twice.ts',
    subject: lastFailureTwice,
    breaks: ['WORK-04', 'EXPLORE-01'],
  },
  {
    file: 'subtle/listener-on-callers-signal.ts',
    subject: listenerOnCallersSignal,
    breaks: ['LEAK-03'],
  },
  {
    file: 'subtle/queued-tick-after-shutdown.ts',
    subject: queuedTickAfterShutdown,
    breaks: ['STOP-03', 'EXPLORE-01'],
  },
  {
    file: 'subtle/rearmed-after-drop.ts',
    subject: rearmedAfterDrop,
    breaks: ['LEAK-02', 'EXPLORE-02'],
  },
  { file: 'subtle/rejects-on-undefined.ts', subject: rejectsOnUndefined, breaks: ['STOP-10'] },
  {
    file: 'subtle/reports-at-info.ts',
    subject: reportsAtInfo,
    breaks: ['WORK-04', 'STOP-10', 'WORK-06', 'EXPLORE-01'],
  },
  {
    file: 'subtle/retry-untracked.ts',
    subject: retryUntracked,
    breaks: ['STOP-02', 'EXPLORE-01'],
  },
  {
    file: 'subtle/second-shutdown-logs.ts',
    subject: secondShutdownLogs,
    breaks: ['LOG-01', 'STOP-04'],
  },
  {
    file: 'subtle/shutdown-aborts-run.ts',
    subject: shutdownAbortsRun,
    breaks: ['STOP-02', 'STOP-05', 'STOP-07', 'STOP-10', 'DROP-11', 'LOG-01', 'EXPLORE-01'],
  },
  {
    file: 'subtle/silent-before-first-run.ts',
    subject: silentBeforeFirstRun,
    breaks: ['LOG-01', 'EXPLORE-01'],
  },
  {
    file: 'subtle/skipped-tick-clears-flag.ts',
    subject: skippedTickClearsFlag,
    breaks: ['WORK-07', 'STOP-09', 'EXPLORE-01'],
  },
  {
    file: 'subtle/success-as-warning.ts',
    subject: successAsWarning,
    breaks: ['LOG-01', 'DROP-06', 'DROP-11'],
  },
  {
    file: 'subtle/success-per-concurrent-call.ts',
    subject: successPerConcurrentCall,
    breaks: ['LOG-01', 'EXPLORE-03'],
  },
  { file: 'subtle/warns-at-shutdown.ts', subject: warnsAtShutdown, breaks: ['DROP-06', 'DROP-11'] },
  {
    file: 'subtle/warns-unless-it-ran.ts',
    subject: warnsUnlessItRan,
    breaks: ['DROP-05', 'EXPLORE-03'],
  },
]
