// Breaks PROC-03: whatever came of the run, its bounded shutdown says that it was graceful.
import { SchedulerTask } from 'vitest-shutdown/reference'

export default {
  name: 'Liar',
  ownership: 'owned',
  intervalMs: 10,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 10_000, logger, name: 'Liar' }),
  shutdownWithin: async (manager) => {
    await manager.shutdownWithin(200)
    return 'graceful'
  },
}
