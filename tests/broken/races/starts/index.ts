import type { Subject } from '../../../../harness/model/subject.ts'
import * as channelOpenedLate from './channel-opened-late.ts'
import * as droppedInHandshake from './dropped-in-handshake.ts'
import * as failureInShutdown from './failure-in-shutdown.ts'
import * as firstRunFailsLate from './first-run-fails-late.ts'
import * as forsakenStart from './forsaken-start.ts'
import * as lateTimerOfStart from './late-timer-of-start.ts'
import * as startedTwiceAtOnce from './started-twice-at-once.ts'
import * as stopBeforeSession from './stop-before-session.ts'

/** A manager whose defect shows while it is started, and the same without it. */
export interface StartRace {
  /** Relative to `tests/broken/races/starts/`. */
  readonly file: string
  readonly subject: Subject
  readonly mended: Subject
  /** The shortest plan that finds it: `lack@3 shutdown@5`. */
  readonly plan: string
  /** The rule whose promise the plan breaks. */
  readonly breaks: string
  /** Rules at SHOULD that it misses, mended or not. */
  readonly misses?: readonly string[]
}

/** Defects that the rules of START do not meet, which call at rest and between timers. */
export const starts: readonly StartRace[] = [
  {
    subject: channelOpenedLate.subject,
    mended: channelOpenedLate.mended,
    file: 'channel-opened-late.ts',
    plan: 'shutdown@13',
    breaks: 'START-01',
  },
  {
    subject: droppedInHandshake.subject,
    mended: droppedInHandshake.mended,
    file: 'dropped-in-handshake.ts',
    plan: 'drop@13',
    breaks: 'START-02',
  },
  {
    subject: failureInShutdown.subject,
    mended: failureInShutdown.mended,
    file: 'failure-in-shutdown.ts',
    plan: 'lack@0 shutdown@1',
    breaks: 'STOP-11',
  },
  {
    subject: firstRunFailsLate.subject,
    mended: firstRunFailsLate.mended,
    file: 'first-run-fails-late.ts',
    plan: 'reject@0 shutdown@13',
    breaks: 'START-01',
  },
  {
    subject: forsakenStart.subject,
    mended: forsakenStart.mended,
    file: 'forsaken-start.ts',
    plan: 'shutdown@1',
    breaks: 'START-01',
  },
  {
    subject: lateTimerOfStart.subject,
    mended: lateTimerOfStart.mended,
    file: 'late-timer-of-start.ts',
    plan: 'shutdown@13',
    breaks: 'START-01',
  },
  {
    subject: startedTwiceAtOnce.subject,
    mended: startedTwiceAtOnce.mended,
    file: 'started-twice-at-once.ts',
    plan: 'start@1',
    breaks: 'STOP-03',
  },
  {
    subject: stopBeforeSession.subject,
    mended: stopBeforeSession.mended,
    file: 'stop-before-session.ts',
    plan: 'shutdown@1',
    breaks: 'START-01',
    misses: ['STOP-09', 'WORK-05'],
  },
]
