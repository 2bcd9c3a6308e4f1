import { defineSubject } from 'vitest-shutdown'
import type { Subject } from 'vitest-shutdown'
import type { BackgroundTask } from 'vitest-shutdown/reference'
import { pollInThread } from './poll-in-thread.ts'

const subject: Subject<BackgroundTask> = defineSubject({
  name: 'ThreadPoller',
  ownership: 'shared',
  clock: 'real',
  intervalMs: 5,
  create: ({ work, logger }) => pollInThread({ poll: work, intervalMs: 5, logger }),
  shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
  shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
})

export default subject
