import type { BrokenSubject } from '../broken-subject.ts'
import { subject as abortInMicrotask } from './abort-in-microtask.ts'
import { subject as alwaysWarn } from './always-warn.ts'
import { subject as asyncDisposeCapped } from './async-dispose-capped.ts'
import { subject as asyncDisposeDoesNotWait } from './async-dispose-does-not-wait.ts'
import { subject as asyncDisposeIsDrop } from './async-dispose-is-drop.ts'
import { subject as asyncDrop } from './async-drop.ts'
import { subject as collectedSilently } from './collected-silently.ts'
import { subject as controllerKeptTooLate } from './controller-kept-too-late.ts'
import { subject as disposeThrowsTwice } from './dispose-throws-twice.ts'
import { subject as disposeThrowsWhenStopped } from './dispose-throws-when-stopped.ts'
import { subject as disposeThrows } from './dispose-throws.ts'
import { subject as dropDuringShutdownAborts } from './drop-during-shutdown-aborts.ts'
import { subject as dropDuringShutdownHangs } from './drop-during-shutdown-hangs.ts'
import { subject as dropDuringShutdownRejects } from './drop-during-shutdown-rejects.ts'
import { subject as dropDuringShutdownWarns } from './drop-during-shutdown-warns.ts'
import { subject as dropLogsInfo } from './drop-logs-info.ts'
import { subject as dropNoop } from './drop-noop.ts'
import { subject as errorInsteadOfWarn } from './error-instead-of-warn.ts'
import { subject as freshSignalAfterFailure } from './fresh-signal-after-failure.ts'
import { subject as loopRetainsManager } from './loop-retains-manager.ts'
import { subject as muteWarning } from './mute-warning.ts'
import { subject as noSignal } from './no-signal.ts'
import { subject as silentDrop } from './silent-drop.ts'
import { subject as warnEveryDrop } from './warn-every-drop.ts'
import { subject as warnTwice } from './warn-twice.ts'
import { subject as warnsAtShutdown } from './warns-at-shutdown.ts'
import { subject as warnsUnlessItRan } from './warns-unless-it-ran.ts'

/** One manager per defect that the rules of DROP must notice. */
export const dropSubjects: readonly BrokenSubject[] = [
  {
    file: 'drop/abort-in-microtask.ts',
    subject: abortInMicrotask,
    breaks: ['DROP-07', 'DROP-02', 'EXPLORE-02'],
  },
  { file: 'drop/always-warn.ts', subject: alwaysWarn, breaks: ['DROP-05', 'EXPLORE-03'] },
  { file: 'drop/async-dispose-capped.ts', subject: asyncDisposeCapped, breaks: ['DROP-11'] },
  {
    file: 'drop/async-dispose-does-not-wait.ts',
    subject: asyncDisposeDoesNotWait,
    breaks: ['DROP-11'],
  },
  { file: 'drop/async-dispose-is-drop.ts', subject: asyncDisposeIsDrop, breaks: ['DROP-11'] },
  {
    file: 'drop/async-drop.ts',
    subject: asyncDrop,
    breaks: ['DROP-02', 'DROP-07', 'STOP-09', 'WORK-05', 'EXPLORE-02'],
  },
  { file: 'drop/collected-silently.ts', subject: collectedSilently, breaks: ['DROP-10'] },
  {
    file: 'drop/controller-kept-too-late.ts',
    subject: controllerKeptTooLate,
    breaks: ['DROP-07'],
  },
  {
    file: 'drop/dispose-throws-twice.ts',
    subject: disposeThrowsTwice,
    breaks: ['DROP-03', 'DROP-09'],
  },
  {
    file: 'drop/dispose-throws-when-stopped.ts',
    subject: disposeThrowsWhenStopped,
    breaks: ['DROP-09'],
  },
  {
    file: 'drop/dispose-throws.ts',
    subject: disposeThrows,
    breaks: ['DROP-08', 'DROP-09'],
  },
  {
    file: 'drop/drop-during-shutdown-aborts.ts',
    subject: dropDuringShutdownAborts,
    breaks: ['DROP-06', 'EXPLORE-03'],
  },
  {
    file: 'drop/drop-during-shutdown-hangs.ts',
    subject: dropDuringShutdownHangs,
    breaks: ['DROP-06', 'EXPLORE-03'],
  },
  {
    file: 'drop/drop-during-shutdown-rejects.ts',
    subject: dropDuringShutdownRejects,
    breaks: ['DROP-06', 'EXPLORE-03'],
  },
  {
    file: 'drop/drop-during-shutdown-warns.ts',
    subject: dropDuringShutdownWarns,
    breaks: ['DROP-06', 'EXPLORE-03'],
  },
  { file: 'drop/drop-logs-info.ts', subject: dropLogsInfo, breaks: ['DROP-04'] },
  {
    file: 'drop/drop-noop.ts',
    subject: dropNoop,
    breaks: ['DROP-01', 'DROP-07', 'DROP-08', 'LEAK-02', 'EXPLORE-02'],
  },
  {
    file: 'drop/error-instead-of-warn.ts',
    subject: errorInsteadOfWarn,
    breaks: ['DROP-04', 'EXPLORE-02'],
  },
  {
    file: 'drop/fresh-signal-after-failure.ts',
    subject: freshSignalAfterFailure,
    breaks: ['DROP-07', 'EXPLORE-02'],
  },
  { file: 'drop/loop-retains-manager.ts', subject: loopRetainsManager, breaks: ['DROP-10'] },
  { file: 'drop/mute-warning.ts', subject: muteWarning, breaks: ['DROP-12'] },
  { file: 'drop/no-signal.ts', subject: noSignal, breaks: ['DROP-07', 'EXPLORE-02'] },
  { file: 'drop/silent-drop.ts', subject: silentDrop, breaks: ['DROP-04'] },
  { file: 'drop/warn-every-drop.ts', subject: warnEveryDrop, breaks: ['DROP-03', 'EXPLORE-03'] },
  { file: 'drop/warn-twice.ts', subject: warnTwice, breaks: ['DROP-04'] },
  { file: 'drop/warns-at-shutdown.ts', subject: warnsAtShutdown, breaks: ['DROP-06', 'DROP-11'] },
  {
    file: 'drop/warns-unless-it-ran.ts',
    subject: warnsUnlessItRan,
    breaks: ['DROP-05', 'EXPLORE-03'],
  },
]
