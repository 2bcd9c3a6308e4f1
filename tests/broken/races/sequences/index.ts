import type { Subject } from '../../../../harness/model/subject.ts'
import * as askedByAnother from './asked-by-another.ts'
import * as bornWhileClosing from './born-while-closing.ts'
import * as disarmedTwice from './disarmed-twice.ts'
import * as joinedOnce from './joined-once.ts'
import * as sharedSeat from './shared-seat.ts'
import * as siblingsShareWaiter from './siblings-share-waiter.ts'
import * as slotReused from './slot-reused.ts'
import * as subtreeDropped from './subtree-dropped.ts'
import * as threeWaiters from './three-waiters.ts'
import * as twoDeadlines from './two-deadlines.ts'
import * as twoWaiters from './two-waiters.ts'
import * as wokenByNewcomer from './woken-by-newcomer.ts'

/** A manager whose defect takes three operations or more, and the same without it. */
export interface SequenceRace {
  /** Relative to `tests/broken/races/sequences/`. */
  readonly file: string
  readonly subject: Subject
  readonly mended: Subject
  /** The shortest plan that finds it: `a.shutdown@5 a.drop@5 b.drop@5`. */
  readonly plan: string
  /** The rule whose promise the plan breaks. */
  readonly breaks: string
  /** What the ordinary rules see of it. */
  readonly ordinary?: readonly string[]
}

/** Defects that no pair of operations meets, at whatever moments. */
export const sequences: readonly SequenceRace[] = [
  {
    subject: askedByAnother.subject,
    mended: askedByAnother.mended,
    file: 'asked-by-another.ts',
    plan: 'a.shutdown@0 a.drop@0 b.drop@2',
    breaks: 'DROP-06',
  },
  {
    subject: bornWhileClosing.subject,
    mended: bornWhileClosing.mended,
    file: 'born-while-closing.ts',
    plan: 'a.shutdown@0 a.clone@2 c.shutdown@2',
    breaks: 'STOP-05',
  },
  {
    subject: disarmedTwice.subject,
    mended: disarmedTwice.mended,
    file: 'disarmed-twice.ts',
    plan: 'shutdown@0 shutdown@0 drop@0',
    breaks: 'DROP-06',
  },
  {
    subject: joinedOnce.subject,
    mended: joinedOnce.mended,
    file: 'joined-once.ts',
    plan: 'a.clone@0 a.drop@0 b.drop@0',
    breaks: 'CLONE-03',
    ordinary: ['CLONE-03', 'CLONE-08'],
  },
  {
    subject: sharedSeat.subject,
    mended: sharedSeat.mended,
    file: 'shared-seat.ts',
    plan: 'a.clone@0 c.drop@0 a.clone@0 a.drop@0 b.drop@0',
    breaks: 'CLONE-03',
  },
  {
    subject: siblingsShareWaiter.subject,
    mended: siblingsShareWaiter.mended,
    file: 'siblings-share-waiter.ts',
    plan: 'a.clone@0 b.shutdown@0 c.shutdown@0',
    breaks: 'STOP-01',
  },
  {
    subject: slotReused.subject,
    mended: slotReused.mended,
    file: 'slot-reused.ts',
    plan: 'a.drop@0 a.clone@0 b.drop@0',
    breaks: 'CLONE-03',
  },
  {
    subject: subtreeDropped.subject,
    mended: subtreeDropped.mended,
    file: 'subtree-dropped.ts',
    plan: 'a.drop@0 a.clone@0 b.drop@0',
    breaks: 'CLONE-03',
    ordinary: ['CLONE-08'],
  },
  {
    subject: threeWaiters.subject,
    mended: threeWaiters.mended,
    file: 'three-waiters.ts',
    plan: 'shutdown@3 shutdown@3 shutdown@3 shutdown@3',
    breaks: 'STOP-01',
    ordinary: ['STOP-05', 'STOP-12'],
  },
  {
    subject: twoDeadlines.subject,
    mended: twoDeadlines.mended,
    file: 'two-deadlines.ts',
    plan: 'shutdownWithin@0 shutdownWithin@0 shutdownWithin@0',
    breaks: 'TIME-04',
  },
  {
    subject: twoWaiters.subject,
    mended: twoWaiters.mended,
    file: 'two-waiters.ts',
    plan: 'shutdown@6 shutdown@6 shutdown@6',
    breaks: 'STOP-01',
    ordinary: ['STOP-05', 'STOP-12'],
  },
  {
    subject: wokenByNewcomer.subject,
    mended: wokenByNewcomer.mended,
    file: 'woken-by-newcomer.ts',
    plan: 'a.shutdown@0 a.drop@0 a.clone@0',
    breaks: 'CLONE-09',
  },
]
