import { clearIntervalAsync, setIntervalAsync } from 'set-interval-async'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `clearIntervalAsync()` cannot be awaited in a drop, and
// need not be: no run starts any more, whatever it waits for.
export default adoptedSubject('set-interval-async', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => setIntervalAsync(run, 1000),
    stop: (timer) => clearIntervalAsync(timer),
  }),
)
