import { schedule } from 'node-cron'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `destroy()` ends this task only; the `shutdown()` of the
// package would end every task of the process. Its own messages go to the console unless it is
// given a logger too.
export default adoptedSubject('node-cron', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => schedule('* * * * * *', run),
    stop: (task) => task.destroy(),
  }),
)
