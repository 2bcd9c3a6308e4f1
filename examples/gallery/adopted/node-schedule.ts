import schedule from 'node-schedule'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `cancel()` ends this job only; `gracefulShutdown()`
// would end every job of the process, and poll for it.
export default adoptedSubject('node-schedule', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => schedule.scheduleJob('* * * * * *', run),
    stop: (job) => job.cancel(),
  }),
)
