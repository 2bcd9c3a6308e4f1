/** Breaks EXPLORE-08: a stop in the turn of the start finds no session yet, and the start begins one. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../../../harness/model/subject.ts'

interface Session {
  readonly stop: AbortController
  readonly loop: Promise<void>
}

/** start() and stop() as often as one likes: each start has a session of its own. */
class TickerFeed {
  readonly #work: SubjectContext['work']
  protected stopping: Promise<void> | undefined
  protected session: Session | undefined

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  async start(): Promise<void> {
    await this.stopping
    this.beginSession()
  }

  protected beginSession(): void {
    if (this.session) return
    const stop = new AbortController()
    this.session = { stop, loop: this.#repeat(stop.signal) }
  }

  async #repeat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(1000, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.#work()
      } catch (error) {
        console.error('feed failed', error)
      }
    }
  }

  stop(): Promise<void> {
    this.stopping ??= this.#end().finally(() => {
      this.stopping = undefined
    })
    return this.stopping
  }

  async #end(): Promise<void> {
    this.session?.stop.abort()
    await this.session?.loop
    this.session = undefined
  }
}

class Mended extends TickerFeed {
  override async start(): Promise<void> {
    if (this.stopping) await this.stopping
    this.beginSession()
  }
}

function feedSubject(
  name: string,
  Feed: new (work: SubjectContext['work']) => TickerFeed,
): Subject<TickerFeed> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work }) => new Feed(work),
    start: (feed) => feed.start(),
    restart: (feed) => feed.start(),
    shutdown: (feed) => feed.stop(),
    profile: 'graceful',
  }
}

export const subject = feedSubject('ticker-feed', TickerFeed)
export const mended = feedSubject('ticker-feed, mended', Mended)
