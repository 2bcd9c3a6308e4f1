import { AsyncTask, SimpleIntervalJob, ToadScheduler } from 'toad-scheduler'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `preventOverrun` and the error handler of the task have
// nothing to do any more.
export default adoptedSubject('toad-scheduler', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => {
      const scheduler = new ToadScheduler()
      scheduler.addIntervalJob(new SimpleIntervalJob({ seconds: 1 }, new AsyncTask('work', run)))
      return scheduler
    },
    stop: (scheduler) => scheduler.stop(),
  }),
)
