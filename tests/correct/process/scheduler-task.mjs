// The owned reference manager, under shutdownOnSignals().
import { SchedulerTask } from 'vitest-shutdown/reference'

export default {
  name: 'SchedulerTask',
  ownership: 'owned',
  intervalMs: 10,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 10_000, logger, name: 'SchedulerTask' }),
  shutdownWithin: (manager, timeoutMs, signal) => manager.shutdownWithin(timeoutMs, signal),
}
