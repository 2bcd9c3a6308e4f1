import type { BrokenSubject } from '../broken-subject.ts'
import { subject as anyDropAborts } from './any-drop-aborts.ts'
import { subject as cloneDropAbortsRun } from './clone-drop-aborts-run.ts'
import { subject as bornStopped } from './born-stopped.ts'
import { subject as cloneOwnLoop } from './clone-own-loop.ts'
import { subject as cloneRestartsLoop } from './clone-restarts-loop.ts'
import { subject as cloneResurrects } from './clone-resurrects.ts'
import { subject as cloneRevives } from './clone-revives.ts'
import { subject as countOffByOne } from './count-off-by-one.ts'
import { subject as doubleDecrement } from './double-decrement.ts'
import { subject as lastDropAbortsShutdown } from './last-drop-aborts-shutdown.ts'
import { subject as leakyRefcount } from './leaky-refcount.ts'
import { subject as originalOwnsDrop } from './original-owns-drop.ts'
import { subject as parentChildRefs } from './parent-child-refs.ts'
import { subject as perCloneState } from './per-clone-state.ts'
import { subject as warnPerClone } from './warn-per-clone.ts'

/** One manager per defect that the rules of CLONE must notice. */
export const cloneSubjects: readonly BrokenSubject[] = [
  {
    file: 'clone/any-drop-aborts.ts',
    subject: anyDropAborts,
    breaks: ['CLONE-03', 'CLONE-05', 'CLONE-08', 'EXPLORE-04'],
  },
  { file: 'clone/born-stopped.ts', subject: bornStopped, breaks: ['CLONE-10', 'EXPLORE-07'] },
  {
    file: 'clone/clone-drop-aborts-run.ts',
    subject: cloneDropAbortsRun,
    breaks: ['CLONE-03', 'EXPLORE-04'],
  },
  {
    file: 'clone/clone-own-loop.ts',
    subject: cloneOwnLoop,
    breaks: [
      'CLONE-01',
      'CLONE-02',
      'CLONE-03',
      'CLONE-04',
      'CLONE-05',
      'CLONE-06',
      'CLONE-07',
      'CLONE-08',
      'CLONE-09',
      'CLONE-10',
      'CLONE-11',
      'LOG-01',
      'EXPLORE-04',
    ],
  },
  {
    file: 'clone/clone-restarts-loop.ts',
    subject: cloneRestartsLoop,
    breaks: [
      'CLONE-02',
      'CLONE-01',
      'CLONE-04',
      'CLONE-05',
      'CLONE-08',
      'LEAK-01',
      'LEAK-02',
      'EXPLORE-04',
    ],
  },
  { file: 'clone/clone-resurrects.ts', subject: cloneResurrects, breaks: ['CLONE-09'] },
  { file: 'clone/clone-revives.ts', subject: cloneRevives, breaks: ['CLONE-09', 'EXPLORE-04'] },
  {
    file: 'clone/count-off-by-one.ts',
    subject: countOffByOne,
    breaks: ['CLONE-03', 'CLONE-05', 'CLONE-08', 'EXPLORE-04'],
  },
  {
    file: 'clone/double-decrement.ts',
    subject: doubleDecrement,
    breaks: ['CLONE-05', 'EXPLORE-04'],
  },
  {
    file: 'clone/last-drop-aborts-shutdown.ts',
    subject: lastDropAbortsShutdown,
    breaks: ['CLONE-11', 'EXPLORE-07'],
  },
  {
    file: 'clone/leaky-refcount.ts',
    subject: leakyRefcount,
    breaks: ['CLONE-04', 'CLONE-05', 'CLONE-08', 'EXPLORE-04'],
  },
  {
    file: 'clone/original-owns-drop.ts',
    subject: originalOwnsDrop,
    breaks: ['CLONE-04', 'CLONE-05', 'CLONE-08', 'EXPLORE-04'],
  },
  {
    file: 'clone/parent-child-refs.ts',
    subject: parentChildRefs,
    breaks: ['CLONE-08', 'EXPLORE-07'],
  },
  {
    file: 'clone/per-clone-state.ts',
    subject: perCloneState,
    breaks: ['CLONE-06', 'CLONE-10', 'EXPLORE-04'],
  },
  {
    file: 'clone/warn-per-clone.ts',
    subject: warnPerClone,
    breaks: ['CLONE-07', 'CLONE-11', 'EXPLORE-04'],
  },
]
