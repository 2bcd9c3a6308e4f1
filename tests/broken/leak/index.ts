import type { BrokenSubject } from '../broken-subject.ts'
import { subject as abortListenerPerFailure } from './abort-listener-per-failure.ts'
import { subject as backoffLeftAfterDrop } from './backoff-left-after-drop.ts'
import { subject as breakerLeftByLastFailure } from './breaker-left-by-last-failure.ts'
import { subject as broadcastChannelLeft } from './broadcast-channel-left.ts'
import { subject as callerListenerLeft } from './caller-listener-left.ts'
import { subject as detachedTail } from './detached-tail.ts'
import { subject as dependentSignalPerTick } from './dependent-signal-per-tick.ts'
import { subject as dropKeepsTimer } from './drop-keeps-timer.ts'
import { subject as exitGuardLeftWhenBusy } from './exit-guard-left-when-busy.ts'
import { subject as exitListenerPerTick } from './exit-listener-per-tick.ts'
import { subject as intervalUnrefLeft } from './interval-unref-left.ts'
import { subject as listenerOnCallersSignal } from './listener-on-callers-signal.ts'
import { subject as listenerPerTick } from './listener-per-tick.ts'
import { subject as lostHandle } from './lost-handle.ts'
import { subject as pollerLeftAfterDrop } from './poller-left-after-drop.ts'
import { subject as pollerLeft } from './poller-left.ts'
import { subject as portLeft } from './port-left.ts'
import { subject as processListenerLeft } from './process-listener-left.ts'
import { subject as runLimitLeft } from './run-limit-left.ts'
import { subject as rearmedAfterDrop } from './rearmed-after-drop.ts'
import { subject as unrefAndForget } from './unref-and-forget.ts'
import { subject as watcherLeft } from './watcher-left.ts'

/** One manager per defect that the rules of LEAK must notice. */
export const leakSubjects: readonly BrokenSubject[] = [
  {
    file: 'leak/abort-listener-per-failure.ts',
    subject: abortListenerPerFailure,
    breaks: ['LEAK-03'],
  },
  {
    file: 'leak/backoff-left-after-drop.ts',
    subject: backoffLeftAfterDrop,
    breaks: ['LEAK-02', 'LEAK-01', 'EXPLORE-01', 'EXPLORE-02'],
  },
  {
    file: 'leak/breaker-left-by-last-failure.ts',
    subject: breakerLeftByLastFailure,
    breaks: ['LEAK-01', 'EXPLORE-01'],
  },
  { file: 'leak/broadcast-channel-left.ts', subject: broadcastChannelLeft, breaks: ['LEAK-06'] },
  { file: 'leak/caller-listener-left.ts', subject: callerListenerLeft, breaks: ['LEAK-03'] },
  { file: 'leak/detached-tail.ts', subject: detachedTail, breaks: ['LEAK-01'] },
  {
    file: 'leak/dependent-signal-per-tick.ts',
    subject: dependentSignalPerTick,
    breaks: ['LEAK-03'],
  },
  { file: 'leak/drop-keeps-timer.ts', subject: dropKeepsTimer, breaks: ['LEAK-02'] },
  {
    file: 'leak/exit-guard-left-when-busy.ts',
    subject: exitGuardLeftWhenBusy,
    breaks: ['LEAK-04'],
  },
  { file: 'leak/exit-listener-per-tick.ts', subject: exitListenerPerTick, breaks: ['LEAK-04'] },
  { file: 'leak/interval-unref-left.ts', subject: intervalUnrefLeft, breaks: ['LEAK-01'] },
  {
    file: 'leak/listener-on-callers-signal.ts',
    subject: listenerOnCallersSignal,
    breaks: ['LEAK-03'],
  },
  { file: 'leak/listener-per-tick.ts', subject: listenerPerTick, breaks: ['LEAK-03'] },
  {
    file: 'leak/lost-handle.ts',
    subject: lostHandle,
    breaks: ['LEAK-01', 'LEAK-02', 'EXPLORE-02'],
  },
  {
    file: 'leak/poller-left-after-drop.ts',
    subject: pollerLeftAfterDrop,
    breaks: ['LEAK-02'],
  },
  { file: 'leak/poller-left.ts', subject: pollerLeft, breaks: ['LEAK-01', 'STOP-08'] },
  { file: 'leak/port-left.ts', subject: portLeft, breaks: ['LEAK-06', 'START-01', 'START-02'] },
  { file: 'leak/process-listener-left.ts', subject: processListenerLeft, breaks: ['LEAK-04'] },
  {
    file: 'leak/rearmed-after-drop.ts',
    subject: rearmedAfterDrop,
    breaks: ['LEAK-02', 'EXPLORE-02'],
  },
  { file: 'leak/unref-and-forget.ts', subject: unrefAndForget, breaks: ['LEAK-01', 'LEAK-02'] },
  { file: 'leak/watcher-left.ts', subject: watcherLeft, breaks: ['LEAK-06'] },
  { file: 'leak/run-limit-left.ts', subject: runLimitLeft, breaks: ['LEAK-01', 'LEAK-02'] },
]
