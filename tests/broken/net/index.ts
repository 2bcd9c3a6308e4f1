import type { BrokenSubject } from '../broken-subject.ts'
import { subject as acknowledgesAfterShutdown } from './acknowledges-after-shutdown.ts'
import { subject as diesOfEconnreset } from './dies-of-econnreset.ts'
import { subject as goodbyeUnanswered } from './goodbye-unanswered.ts'
import { subject as hangInBackoff } from './hang-in-backoff.ts'
import { subject as heartbeatAfterClose } from './heartbeat-after-close.ts'
import { subject as lastBatchUnawaited } from './last-batch-unawaited.ts'
import { subject as leavesItToFetch } from './leaves-it-to-fetch.ts'
import { subject as noRequestTimeout } from './no-request-timeout.ts'
import { subject as oneMorePoll } from './one-more-poll.ts'
import { subject as reconnectStorm } from './reconnect-storm.ts'
import { subject as reconnectsAfterClose } from './reconnects-after-close.ts'
import { subject as requestOutlivesDrop } from './request-outlives-drop.ts'
import { subject as retriesWithinARun } from './retries-within-a-run.ts'
import { subject as serverLeft } from './server-left.ts'
import { subject as socketLeft } from './socket-left.ts'
import { subject as unhandledSocketError } from './unhandled-socket-error.ts'
import { subject as webSocketLeft } from './web-socket-left.ts'

/** One manager per defect that the rules of NET must notice. */
export const netSubjects: readonly BrokenSubject[] = [
  {
    file: 'net/acknowledges-after-shutdown.ts',
    subject: acknowledgesAfterShutdown,
    breaks: ['NET-01'],
  },
  { file: 'net/dies-of-econnreset.ts', subject: diesOfEconnreset, breaks: ['NET-05'] },
  { file: 'net/goodbye-unanswered.ts', subject: goodbyeUnanswered, breaks: ['NET-02'] },
  { file: 'net/hang-in-backoff.ts', subject: hangInBackoff, breaks: ['NET-03'] },
  {
    file: 'net/heartbeat-after-close.ts',
    subject: heartbeatAfterClose,
    breaks: ['NET-03', 'NET-04', 'NET-06', 'LEAK-01', 'LEAK-02', 'LEAK-06'],
  },
  { file: 'net/last-batch-unawaited.ts', subject: lastBatchUnawaited, breaks: ['NET-01'] },
  { file: 'net/leaves-it-to-fetch.ts', subject: leavesItToFetch, breaks: ['NET-02'] },
  { file: 'net/no-request-timeout.ts', subject: noRequestTimeout, breaks: ['NET-02'] },
  { file: 'net/one-more-poll.ts', subject: oneMorePoll, breaks: ['NET-01'] },
  { file: 'net/reconnect-storm.ts', subject: reconnectStorm, breaks: ['NET-07'] },
  {
    file: 'net/reconnects-after-close.ts',
    subject: reconnectsAfterClose,
    breaks: ['NET-03', 'LEAK-01'],
  },
  { file: 'net/request-outlives-drop.ts', subject: requestOutlivesDrop, breaks: ['NET-06'] },
  { file: 'net/retries-within-a-run.ts', subject: retriesWithinARun, breaks: ['NET-03'] },
  { file: 'net/server-left.ts', subject: serverLeft, breaks: ['NET-04', 'LEAK-06'] },
  { file: 'net/socket-left.ts', subject: socketLeft, breaks: ['NET-04', 'LEAK-06'] },
  { file: 'net/unhandled-socket-error.ts', subject: unhandledSocketError, breaks: ['NET-05'] },
  { file: 'net/web-socket-left.ts', subject: webSocketLeft, breaks: ['NET-04', 'LEAK-06'] },
]
