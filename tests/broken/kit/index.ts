import type { BrokenSubject } from '../broken-subject.ts'
import { subject as childClock } from './child-clock.ts'
import { subject as fileClock } from './file-clock.ts'
import { subject as neverTicks } from './never-ticks.ts'
import { subject as sameInstance } from './same-instance.ts'
import { subject as workerClock } from './worker-clock.ts'
import { subject as wrongInterval } from './wrong-interval.ts'

/** Subjects that no rule can be checked on. */
export const kitSubjects: readonly BrokenSubject[] = [
  { file: 'kit/child-clock.ts', subject: childClock, breaks: ['KIT-00'] },
  { file: 'kit/file-clock.ts', subject: fileClock, breaks: ['KIT-00'] },
  { file: 'kit/never-ticks.ts', subject: neverTicks, breaks: ['KIT-00'] },
  { file: 'kit/same-instance.ts', subject: sameInstance, breaks: ['KIT-00'] },
  { file: 'kit/worker-clock.ts', subject: workerClock, breaks: ['KIT-00'] },
  { file: 'kit/wrong-interval.ts', subject: wrongInterval, breaks: ['KIT-00'] },
]
