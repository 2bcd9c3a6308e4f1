import schedule from 'node-schedule'
import { defineSubject } from 'vitest-shutdown'

// Overlap protection is not on offer. Failed runs are reported through the `error` event, and
// `gracefulShutdown()` stops every job of the process; `cancel()` stops this one.
export default defineSubject({
  name: 'node-schedule',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    schedule
      .scheduleJob('* * * * * *', () => work())
      .on('error', (error: unknown) => logger.error('run failed', error)),
  shutdown: () => schedule.gracefulShutdown(),
  drop: (job) => void job.cancel(),
})
