import { Cron } from 'croner'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `protect` and `catch` have nothing to do any more: runs
// do not overlap, and `run` does not reject.
export default adoptedSubject('croner', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => new Cron('* * * * * *', run),
    stop: (job) => job.stop(),
  }),
)
