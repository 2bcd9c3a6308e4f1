import type { BrokenSubject } from '../broken-subject.ts'
import { subject as cloneOwnThread } from './clone-own-thread.ts'
import { subject as dropByMessage } from './drop-by-message.ts'
import { subject as helperUnawaited } from './helper-unawaited.ts'
import { subject as lastWord } from './last-word.ts'
import { subject as runUnawaited } from './run-unawaited.ts'
import { subject as terminateUnawaited } from './terminate-unawaited.ts'
import { subject as threadLeftAfterDrop } from './thread-left-after-drop.ts'

/** Managers with a worker thread whose loop follows virtual time. */
export const workerSubjects: readonly BrokenSubject[] = [
  { file: 'worker/helper-unawaited.ts', subject: helperUnawaited, breaks: ['PROC-05'] },
]

/** Managers that are checked in real time. */
export const realTimeSubjects: readonly BrokenSubject[] = [
  { file: 'worker/terminate-unawaited.ts', subject: terminateUnawaited, breaks: ['PROC-05'] },
  {
    file: 'worker/thread-left-after-drop.ts',
    subject: threadLeftAfterDrop,
    breaks: ['LEAK-06', 'PROC-05'],
  },
  {
    file: 'worker/run-unawaited.ts',
    subject: runUnawaited,
    breaks: [
      'STOP-02',
      'STOP-05',
      'STOP-07',
      'DROP-11',
      'TIME-01',
      'TIME-02',
      'TIME-03',
      'CLEAN-01',
      'LOG-01',
    ],
  },
  { file: 'worker/last-word.ts', subject: lastWord, breaks: ['STOP-03', 'STOP-06'] },
  { file: 'worker/drop-by-message.ts', subject: dropByMessage, breaks: ['DROP-01', 'DROP-08'] },
  {
    file: 'worker/clone-own-thread.ts',
    subject: cloneOwnThread,
    breaks: [
      'CLONE-02',
      'CLONE-01',
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
    ],
  },
]
