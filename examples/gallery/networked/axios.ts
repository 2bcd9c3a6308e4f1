import { create } from 'axios'
import { defineSubject } from 'vitest-shutdown'

// A poller on an instance of axios, which its documentation advises to make. axios has no time limit of
// its own, and this one is given none.
class Poller {
  readonly #api = create({ baseURL: 'http://api.test' })
  readonly #timer: NodeJS.Timeout
  readonly #work: () => void | Promise<void>
  #poll: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#work = work
    this.#timer = setInterval(() => {
      this.#poll ??= this.#ask().finally(() => {
        this.#poll = undefined
      })
    }, 1000)
  }

  async #ask(): Promise<void> {
    try {
      await this.#api.get('/jobs')
      await this.#work()
    } catch (error) {
      console.error('poll failed', error)
    }
  }

  async shutdown(): Promise<void> {
    clearInterval(this.#timer)
    await this.#poll
  }
}

export default defineSubject({
  name: 'axios',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'api.test': () => Response.json(['a job']) },
  create: ({ work }) => new Poller(work),
})
