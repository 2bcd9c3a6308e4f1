// Breaks PROC-02: its shutdown rejects, although nothing is wrong.
import { SchedulerTask } from 'vitest-shutdown/reference'

export default {
  name: 'Fussy',
  ownership: 'owned',
  intervalMs: 10,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 10_000, logger, name: 'Fussy' }),
  shutdown: async (manager) => {
    await manager.shutdown()
    throw new Error('already idle')
  },
}
