import CircuitBreaker from 'opossum'
import { adopt } from 'vitest-shutdown/reference'
import { adoptedSubject } from './subject/adopted-subject.ts'

// opossum keeps the interval of its health check to itself and never clears it, so nobody can: it
// goes on for as long as the process lives, unref()ed, and starts no run. And as `run` does not
// reject, a failed check opens no circuit: call `breaker.open()` in the work for that.
const NOT_CLEARED = 'opossum never clears the interval of its health check, and nobody else can'

export default adoptedSubject(
  'opossum',
  ({ work, logger }) =>
    adopt({
      work,
      logger,
      start: (run) => {
        const breaker = new CircuitBreaker(async () => 'reply')
        breaker.healthCheck(run, 1000)
        return breaker
      },
      stop: (breaker) => breaker.shutdown(),
    }),
  {
    'LEAK-01': NOT_CLEARED,
    'LEAK-02': NOT_CLEARED,
    'TIME-02': NOT_CLEARED,
    'TIME-04': NOT_CLEARED,
    'DROP-10': NOT_CLEARED,
  },
)
