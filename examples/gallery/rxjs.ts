import { catchError, defer, EMPTY, exhaustMap, interval } from 'rxjs'
import { defineSubject } from 'vitest-shutdown'

// `exhaustMap` skips a tick while the last run is busy, `catchError` inside it keeps the stream
// alive. The only way to end a subscription is `unsubscribe()`.
export default defineSubject({
  name: 'rxjs',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => {
    const run = defer(async () => work()).pipe(
      catchError((error) => {
        logger.error('run failed', error)
        return EMPTY
      }),
    )
    return interval(1000)
      .pipe(exhaustMap(() => run))
      .subscribe()
  },
  // @ts-expect-error unsubscribe() gives the caller nothing to await: the compiler's word for STOP-01.
  shutdown: (subscription) => subscription.unsubscribe(),
  drop: (subscription) => subscription.unsubscribe(),
})
