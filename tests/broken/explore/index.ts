import type { BrokenSubject } from '../broken-subject.ts'
import { subject as cloneWhileStopping } from './clone-while-stopping.ts'
import { subject as dropInLastAwait } from './drop-in-last-await.ts'
import { subject as lostWakeup } from './lost-wakeup.ts'
import { subject as lostWhileBusy } from './lost-while-busy.ts'
import { subject as reschedulesAfterDrop } from './reschedules-after-drop.ts'
import { subject as startAfterMicrotask } from './start-after-microtask.ts'
import { subject as timerArmedLate } from './timer-armed-late.ts'

/** Defects that show only when a call lands in one particular await; rules of other areas are listed where they see them, too. */
export const exploreSubjects: readonly BrokenSubject[] = [
  {
    file: 'explore/clone-while-stopping.ts',
    subject: cloneWhileStopping,
    breaks: ['EXPLORE-04', 'CLONE-09', 'LEAK-01'],
  },
  { file: 'explore/drop-in-last-await.ts', subject: dropInLastAwait, breaks: ['EXPLORE-03'] },
  {
    file: 'explore/lost-wakeup.ts',
    subject: lostWakeup,
    breaks: ['EXPLORE-01', 'STOP-09'],
  },
  { file: 'explore/lost-while-busy.ts', subject: lostWhileBusy, breaks: ['EXPLORE-06'] },
  {
    file: 'explore/reschedules-after-drop.ts',
    subject: reschedulesAfterDrop,
    breaks: ['EXPLORE-02', 'DROP-01', 'LEAK-02'],
  },
  {
    file: 'explore/start-after-microtask.ts',
    subject: startAfterMicrotask,
    breaks: ['EXPLORE-01', 'EXPLORE-02'],
  },
  { file: 'explore/timer-armed-late.ts', subject: timerArmedLate, breaks: ['EXPLORE-05'] },
]
