import { defineSubject } from 'vitest-shutdown'
import type { Subject } from 'vitest-shutdown'
import { AsyncTaskManager } from 'vitest-shutdown/reference'

const manager: Subject<AsyncTaskManager> = defineSubject({
  name: 'AsyncTaskManager',
  ownership: 'shared',
  intervalMs: 300_000,
  create: ({ work, logger }) =>
    AsyncTaskManager.spawn({ onSweep: work, sweepIntervalMs: 300_000, logger }),
  shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
  shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
  capabilities: { gc: true },
})

export default manager
