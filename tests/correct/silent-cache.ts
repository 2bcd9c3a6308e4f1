import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Refreshes what it holds and never writes a line: whoever reads gets the old value if that fails. */
class TokenCache {
  readonly #fetch: SubjectContext['work']
  readonly #everyMs: number
  #timer: NodeJS.Timeout
  #refresh: Promise<void> | undefined
  #isClosed = false

  constructor(fetch: SubjectContext['work'], everyMs: number) {
    this.#fetch = fetch
    this.#everyMs = everyMs
    this.#timer = this.#arm()
  }

  #arm(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#refresh = this.#update().finally(() => {
        this.#refresh = undefined
        if (!this.#isClosed) this.#timer = this.#arm()
      })
    }, this.#everyMs)
  }

  async #update(): Promise<void> {
    await Promise.resolve()
    if (this.#isClosed) return
    try {
      await this.#fetch()
    } catch {
      // The token is good for a while longer.
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#refresh
  }
}

export const subject: Subject<TokenCache> = {
  name: 'TokenCache',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new TokenCache(work, 1000),
  shutdown: (cache) => cache.close(),
  profile: 'graceful',
}
