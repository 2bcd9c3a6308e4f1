import { schedule, shutdown } from 'node-cron'
import { defineSubject } from 'vitest-shutdown'

// `noOverlap` skips a tick while the last run is busy. `shutdown()` stops every task of the
// process and waits at most 5 s; `destroy()` removes this one at once.
export default defineSubject({
  name: 'node-cron',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    schedule('* * * * * *', () => work(), {
      noOverlap: true,
      logger: { ...logger, debug: () => {} },
    }),
  shutdown: () => shutdown(),
  shutdownWithin: (_task, timeoutMs) => shutdown(timeoutMs),
  drop: (task) => void task.destroy(),
})
