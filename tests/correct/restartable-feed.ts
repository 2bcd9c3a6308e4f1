import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

interface Session {
  readonly stop: AbortController
  readonly loop: Promise<void>
}

/** start() and stop() as often as one likes: each start has a session of its own. */
class TickerFeed {
  readonly #work: SubjectContext['work']
  readonly #everyMs: number
  #session: Session | undefined
  #stopping: Promise<void> | undefined

  constructor(work: SubjectContext['work'], everyMs: number) {
    this.#work = work
    this.#everyMs = everyMs
  }

  async start(): Promise<void> {
    // Without a look first, a stop in this very turn would find no session yet.
    if (this.#stopping) await this.#stopping
    if (this.#session) return
    const stop = new AbortController()
    this.#session = { stop, loop: this.#repeat(stop.signal) }
  }

  async #repeat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.#everyMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.#work()
      } catch (error) {
        console.error('feed failed', error)
      }
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#end().finally(() => {
      this.#stopping = undefined
    })
    return this.#stopping
  }

  async #end(): Promise<void> {
    const session = this.#session
    session?.stop.abort()
    await session?.loop
    this.#session = undefined
  }
}

export const subject: Subject<TickerFeed> = {
  name: 'TickerFeed',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new TickerFeed(work, 1000),
  start: (feed) => feed.start(),
  restart: (feed) => feed.start(),
  shutdown: (feed) => feed.stop(),
  profile: 'graceful',
}
