import type { ExploreRuleId } from '../../../harness/explore/explore-rules.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import * as cleanupRegisteredLate from './cleanup-registered-late.ts'
import * as cloneInLastAwait from './clone-in-last-await.ts'
import * as controllerKeptLate from './controller-kept-late.ts'
import * as deadlineArmedLate from './deadline-armed-late.ts'
import * as doubleFlush from './double-flush.ts'
import * as dropBeforeRearm from './drop-before-rearm.ts'
import * as dropDuringHandshake from './drop-during-handshake.ts'
import * as dropUndone from './drop-undone.ts'
import * as failureDiscarded from './failure-discarded.ts'
import * as lostWakeup from './lost-wakeup.ts'
import * as queuedMicrotask from './queued-microtask.ts'
import * as runInNextTick from './run-in-next-tick.ts'
import * as secondCallerInLastAwait from './second-caller-in-last-await.ts'
import * as shutdownBeforeHandle from './shutdown-before-handle.ts'
import * as stateOverwritten from './state-overwritten.ts'
import * as successTwice from './success-twice.ts'
import * as waiterLost from './waiter-lost.ts'

/** A manager with a race, and the same without it. */
export interface Race {
  /** Relative to `tests/broken/races/`. */
  readonly file: string
  readonly subject: Subject
  readonly mended: Subject
  /** The rule that finds it. */
  readonly rule: ExploreRuleId
  /** The shortest plan that does: `shutdown@3 drop@5`, with the handle where there are clones. */
  readonly plan: string
  /** The rule whose promise the plan breaks. */
  readonly breaks: string
  /** What the ordinary rules see of it: for want of an await that only one who calls from outside meets, nothing. */
  readonly ordinary?: readonly string[]
}

/** Races that no test meets which lands its calls between timers. */
export const races: readonly Race[] = [
  {
    subject: cleanupRegisteredLate.subject,
    mended: cleanupRegisteredLate.mended,
    file: 'cleanup-registered-late.ts',
    rule: 'EXPLORE-05',
    plan: 'shutdownWith@11',
    breaks: 'CLEAN-02',
  },
  {
    subject: cloneInLastAwait.subject,
    mended: cloneInLastAwait.mended,
    file: 'clone-in-last-await.ts',
    rule: 'EXPLORE-04',
    plan: 'a.shutdown@0 a.clone@2',
    breaks: 'CLONE-09',
  },
  {
    subject: controllerKeptLate.subject,
    mended: controllerKeptLate.mended,
    file: 'controller-kept-late.ts',
    rule: 'EXPLORE-02',
    plan: 'drop@10',
    breaks: 'DROP-07',
    ordinary: ['DROP-07'],
  },
  {
    subject: deadlineArmedLate.subject,
    mended: deadlineArmedLate.mended,
    file: 'deadline-armed-late.ts',
    rule: 'EXPLORE-05',
    plan: 'shutdownWithin@11',
    breaks: 'TIME-04',
  },
  {
    subject: doubleFlush.subject,
    mended: doubleFlush.mended,
    file: 'double-flush.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@3',
    breaks: 'STOP-03',
  },
  {
    subject: dropBeforeRearm.subject,
    mended: dropBeforeRearm.mended,
    file: 'drop-before-rearm.ts',
    rule: 'EXPLORE-02',
    plan: 'drop@5',
    breaks: 'DROP-01',
  },
  {
    subject: dropDuringHandshake.subject,
    mended: dropDuringHandshake.mended,
    file: 'drop-during-handshake.ts',
    rule: 'EXPLORE-04',
    plan: 'a.drop@2',
    breaks: 'CLONE-03',
  },
  {
    subject: dropUndone.subject,
    mended: dropUndone.mended,
    file: 'drop-undone.ts',
    rule: 'EXPLORE-04',
    plan: 'a.drop@6 b.drop@7',
    breaks: 'DROP-01',
  },
  {
    subject: failureDiscarded.subject,
    mended: failureDiscarded.mended,
    file: 'failure-discarded.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@18',
    breaks: 'WORK-04',
  },
  {
    subject: lostWakeup.subject,
    mended: lostWakeup.mended,
    file: 'lost-wakeup.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@6',
    breaks: 'STOP-01',
  },
  {
    subject: queuedMicrotask.subject,
    mended: queuedMicrotask.mended,
    file: 'queued-microtask.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@3',
    breaks: 'STOP-03',
  },
  {
    subject: runInNextTick.subject,
    mended: runInNextTick.mended,
    file: 'run-in-next-tick.ts',
    rule: 'EXPLORE-02',
    plan: 'drop@3',
    breaks: 'DROP-01',
  },
  {
    subject: secondCallerInLastAwait.subject,
    mended: secondCallerInLastAwait.mended,
    file: 'second-caller-in-last-await.ts',
    rule: 'EXPLORE-03',
    plan: 'shutdown@11 shutdown@15',
    breaks: 'STOP-05',
  },
  {
    subject: shutdownBeforeHandle.subject,
    mended: shutdownBeforeHandle.mended,
    file: 'shutdown-before-handle.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@3',
    breaks: 'STOP-03',
  },
  {
    subject: stateOverwritten.subject,
    mended: stateOverwritten.mended,
    file: 'state-overwritten.ts',
    rule: 'EXPLORE-01',
    plan: 'shutdown@5',
    breaks: 'STOP-03',
  },
  {
    subject: successTwice.subject,
    mended: successTwice.mended,
    file: 'success-twice.ts',
    rule: 'EXPLORE-03',
    plan: 'shutdown@11 shutdown@15',
    breaks: 'LOG-01',
  },
  {
    subject: waiterLost.subject,
    mended: waiterLost.mended,
    file: 'waiter-lost.ts',
    rule: 'EXPLORE-03',
    plan: 'shutdown@0 shutdown@3',
    breaks: 'STOP-01',
  },
]
