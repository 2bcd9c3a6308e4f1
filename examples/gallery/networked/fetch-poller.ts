import { defineSubject } from 'vitest-shutdown'

// A poller as most are written by hand: an interval, a flag against overlap, and a shutdown that clears
// the interval and waits. The request has no time limit and no signal.
class Poller {
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
      const response = await fetch('http://api.test/jobs')
      await response.json()
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
  name: 'fetch-poller',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'api.test': () => Response.json([]) },
  create: ({ work }) => new Poller(work),
})
