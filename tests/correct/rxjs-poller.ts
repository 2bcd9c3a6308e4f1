import { type Subscription, defer, exhaustMap, interval } from 'rxjs'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** RxJS paces it; the run in flight is kept beside, since to unsubscribe does not wait. */
class QuotePoller {
  readonly #work: SubjectContext['work']
  readonly #subscription: Subscription
  #inFlight: Promise<void> | undefined

  constructor(work: SubjectContext['work'], everyMs: number) {
    this.#work = work
    this.#subscription = interval(everyMs)
      .pipe(exhaustMap(() => defer(() => this.#begin())))
      .subscribe()
  }

  #begin(): Promise<void> {
    this.#inFlight = this.#poll()
    return this.#inFlight
  }

  async #poll(): Promise<void> {
    await Promise.resolve()
    if (this.#subscription.closed) return
    try {
      await this.#work()
    } catch (error) {
      console.error('quotes not fetched', error)
    }
  }

  async stop(): Promise<void> {
    this.#subscription.unsubscribe()
    await this.#inFlight
  }
}

export const subject: Subject<QuotePoller> = {
  name: 'QuotePoller',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new QuotePoller(work, 1000),
  shutdown: (poller) => poller.stop(),
  profile: 'graceful',
}
