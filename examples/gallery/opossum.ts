import CircuitBreaker from 'opossum'
import { defineSubject } from 'vitest-shutdown'

// The background task of a circuit breaker is its health check: a function that returns a
// promise, called at once and then every interval. Overlap protection is not on offer.
export default defineSubject({
  name: 'opossum',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => {
    const breaker = new CircuitBreaker(async () => 'reply')
    breaker.on('healthCheckFailed', (error) => logger.error('health check failed', error))
    breaker.healthCheck(async () => work(), 1000)
    return breaker
  },
  // @ts-expect-error shutdown() gives the caller nothing to await: the compiler's word for STOP-01.
  shutdown: (breaker) => breaker.shutdown(),
  drop: (breaker) => breaker.shutdown(),
})
