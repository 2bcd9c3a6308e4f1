import type { BrokenSubject } from '../broken-subject.ts'
import { subject as childReplacedLate } from './child-replaced-late.ts'
import { subject as readsTooLate } from './reads-too-late.ts'
import { subject as readyTooLate } from './ready-too-late.ts'
import { subject as reconnectsLate } from './reconnects-late.ts'
import { subject as threadReplacedLate } from './thread-replaced-late.ts'

/** Managers whose defect shows only when a call lands before one callback of a thread, a child, a socket or a file. */
export const realRaces: readonly BrokenSubject[] = [
  { file: 'real/child-replaced-late.ts', subject: childReplacedLate, breaks: ['EXPLORE-02'] },
  { file: 'real/reads-too-late.ts', subject: readsTooLate, breaks: ['EXPLORE-01', 'EXPLORE-02'] },
  { file: 'real/ready-too-late.ts', subject: readyTooLate, breaks: ['EXPLORE-01', 'EXPLORE-02'] },
  { file: 'real/reconnects-late.ts', subject: reconnectsLate, breaks: ['EXPLORE-02'] },
  { file: 'real/thread-replaced-late.ts', subject: threadReplacedLate, breaks: ['EXPLORE-01'] },
]
