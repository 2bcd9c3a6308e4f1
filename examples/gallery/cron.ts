import { CronJob } from 'cron'
import { defineSubject } from 'vitest-shutdown'

// `waitForCompletion` skips a tick while the last run is busy, and makes `stop()` return a promise
// that waits for it; `errorHandler` is the documented error handler.
export default defineSubject({
  name: 'cron',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    CronJob.from({
      cronTime: '* * * * * *',
      onTick: () => work(),
      start: true,
      waitForCompletion: true,
      errorHandler: (error) => logger.error('run failed', error),
    }),
  shutdown: (job) => job.stop() as Promise<void>,
  drop: (job) => void job.stop(),
})
