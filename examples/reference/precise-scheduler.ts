import { defineSubject } from 'vitest-shutdown'
import type { Subject } from 'vitest-shutdown'
import { SchedulerTask } from 'vitest-shutdown/reference'

/** Paced by a thread, which no virtual clock reaches: checked in real time. */
const scheduler: Subject<SchedulerTask> = defineSubject({
  name: 'SchedulerTask, precise',
  ownership: 'owned',
  clock: 'real',
  intervalMs: 5,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 5000, precise: true, logger }),
  shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
  shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
  capabilities: { gc: true },
})

export default scheduler
