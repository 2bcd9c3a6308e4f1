import { CronJob } from 'cron'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. Without `waitForCompletion`, which would only do again
// what the task does, `stop()` clears its timer at once and polls for nothing.
export default adoptedSubject('cron', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => CronJob.from({ cronTime: '* * * * * *', onTick: run, start: true }),
    stop: (job) => job.stop(),
  }),
)
