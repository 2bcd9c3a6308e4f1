import { Cron } from 'croner'
import { defineSubject } from 'vitest-shutdown'

// `protect` skips a tick while the last run is busy; `catch` is the documented error handler.
export default defineSubject({
  name: 'croner',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    new Cron(
      '* * * * * *',
      { protect: true, catch: (error) => logger.error('run failed', error) },
      () => work(),
    ),
  // @ts-expect-error stop() gives the caller nothing to await: the compiler's word for STOP-01.
  shutdown: (job) => job.stop(),
  drop: (job) => job.stop(),
})
