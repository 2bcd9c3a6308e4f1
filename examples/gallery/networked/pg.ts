import { Pool } from 'pg'
import { defineSubject } from 'vitest-shutdown'
import { servePostgres } from './peers/serve-postgres.ts'

// A poller of a table of jobs, which drains its pool with `end()`, as the documentation says.
class Poller {
  readonly #pool = new Pool({ host: 'db.test', user: 'app', database: 'app' })
  readonly #timer: NodeJS.Timeout
  #poll: Promise<void> | undefined
  #closed: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#pool.on('error', (error) => console.error('pool', error))
    this.#timer = setInterval(() => {
      this.#poll ??= this.#ask(work).finally(() => {
        this.#poll = undefined
      })
    }, 1000)
  }

  async #ask(work: () => void | Promise<void>): Promise<void> {
    try {
      const { rows } = await this.#pool.query('select job from jobs limit 1')
      if (rows.length > 0 && this.#closed === undefined) await work()
    } catch (error) {
      console.error('poll failed', error)
    }
  }

  shutdown(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#poll
    await this.#pool.end()
  }
}

export default defineSubject({
  name: 'pg',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'db.test:5432': servePostgres },
  create: ({ work }) => new Poller(work),
})
