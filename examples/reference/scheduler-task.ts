import { defineSubject } from 'vitest-shutdown'
import type { Subject } from 'vitest-shutdown'
import { SchedulerTask } from 'vitest-shutdown/reference'

const scheduler: Subject<SchedulerTask> = defineSubject({
  name: 'SchedulerTask',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 1_000_000, logger }),
  shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
  shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
  capabilities: { gc: true },
})

export default scheduler
