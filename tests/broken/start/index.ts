import type { BrokenSubject } from '../broken-subject.ts'
import { subject as startGoesOnAfterStop } from './start-goes-on-after-stop.ts'
import { subject as closeBeforeReadyDoesNothing } from './close-before-ready-does-nothing.ts'
import { subject as startArmsAfterDrop } from './start-arms-after-drop.ts'
import { subject as halfStartedLeak } from './half-started-leak.ts'
import { subject as doubleStart } from './double-start.ts'
import { subject as restartDoubles } from './restart-doubles.ts'
import { subject as restartLost } from './restart-lost.ts'
import { subject as restartOverlaps } from './restart-overlaps.ts'
import { subject as startKeepsFailure } from './start-keeps-failure.ts'

/** One manager per defect that the rules of START must notice. */
export const startSubjects: readonly BrokenSubject[] = [
  {
    file: 'start/start-goes-on-after-stop.ts',
    subject: startGoesOnAfterStop,
    breaks: ['START-01'],
  },
  {
    file: 'start/close-before-ready-does-nothing.ts',
    subject: closeBeforeReadyDoesNothing,
    breaks: ['START-01'],
  },
  { file: 'start/start-arms-after-drop.ts', subject: startArmsAfterDrop, breaks: ['START-02'] },
  {
    file: 'start/half-started-leak.ts',
    subject: halfStartedLeak,
    breaks: ['START-03', 'EXPLORE-08'],
  },
  { file: 'start/double-start.ts', subject: doubleStart, breaks: ['START-04'] },
  { file: 'start/restart-doubles.ts', subject: restartDoubles, breaks: ['START-05'] },
  { file: 'start/restart-lost.ts', subject: restartLost, breaks: ['START-05'] },
  { file: 'start/restart-overlaps.ts', subject: restartOverlaps, breaks: ['START-05'] },
  { file: 'start/start-keeps-failure.ts', subject: startKeepsFailure, breaks: ['START-03'] },
]
