import type { BrokenSubject } from '../broken-subject.ts'
import { subject as restartByAccident } from './restart-by-accident.ts'
import { subject as shutdownAfterDropHangs } from './shutdown-after-drop-hangs.ts'
import { subject as successAfterDrop } from './success-after-drop.ts'

/** One manager per defect that the rules of STATE must notice. */
export const stateSubjects: readonly BrokenSubject[] = [
  {
    file: 'state/restart-by-accident.ts',
    subject: restartByAccident,
    breaks: ['STATE-02', 'STOP-09', 'WORK-05'],
  },
  {
    file: 'state/shutdown-after-drop-hangs.ts',
    subject: shutdownAfterDropHangs,
    breaks: ['STATE-01'],
  },
  { file: 'state/success-after-drop.ts', subject: successAfterDrop, breaks: ['STATE-01'] },
]
