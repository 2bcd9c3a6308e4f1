import { interval } from 'rxjs'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// Nothing is left that adopt() cannot mend. `exhaustMap` and `catchError` have nothing to do any
// more, and a run that fails after `unsubscribe()` is reported.
export default adoptedSubject('rxjs', ({ work, logger }) =>
  adopt({
    work,
    logger,
    start: (run) => interval(1000).subscribe(() => void run()),
    stop: (subscription) => subscription.unsubscribe(),
  }),
)
