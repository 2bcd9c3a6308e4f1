import type { BrokenSubject } from '../broken-subject.ts'
import { subject as closedBeforeItsUser } from './closed-before-its-user.ts'
import { subject as lockRenewalStopped } from './lock-renewal-stopped.ts'
import { subject as neverClosed } from './never-closed.ts'
import { subject as closedPerCall } from './closed-per-call.ts'
import { subject as closedInOrder } from './closed-in-order.ts'
import { subject as runCloseUnreported } from './run-close-unreported.ts'
import { subject as oneFailsTheNextIsForgotten } from './one-fails-the-next-is-forgotten.ts'

/** One manager per defect that the rules of NEED must notice. */
export const needSubjects: readonly BrokenSubject[] = [
  { file: 'need/closed-before-its-user.ts', subject: closedBeforeItsUser, breaks: ['NEED-01'] },
  { file: 'need/lock-renewal-stopped.ts', subject: lockRenewalStopped, breaks: ['NEED-01'] },
  { file: 'need/never-closed.ts', subject: neverClosed, breaks: ['NEED-02', 'NEED-03'] },
  { file: 'need/closed-per-call.ts', subject: closedPerCall, breaks: ['NEED-02'] },
  { file: 'need/closed-in-order.ts', subject: closedInOrder, breaks: ['NEED-02'] },
  {
    file: 'need/one-fails-the-next-is-forgotten.ts',
    subject: oneFailsTheNextIsForgotten,
    breaks: ['NEED-03'],
  },
  { file: 'need/run-close-unreported.ts', subject: runCloseUnreported, breaks: ['NEED-03'] },
]
