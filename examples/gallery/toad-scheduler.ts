import { AsyncTask, SimpleIntervalJob, ToadScheduler } from 'toad-scheduler'
import { defineSubject } from 'vitest-shutdown'

// `AsyncTask` takes a function that returns a promise, and an error handler.
export default defineSubject({
  name: 'toad-scheduler',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => {
    const scheduler = new ToadScheduler()
    const task = new AsyncTask(
      'work',
      async () => work(),
      (error) => logger.error('run failed', error),
    )
    scheduler.addSimpleIntervalJob(
      new SimpleIntervalJob({ seconds: 1 }, task, { preventOverrun: true }),
    )
    return scheduler
  },
  // @ts-expect-error stop() gives the caller nothing to await: the compiler's word for STOP-01.
  shutdown: (scheduler) => scheduler.stop(),
  drop: (scheduler) => scheduler.stop(),
})
