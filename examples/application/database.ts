import { setTimeout as sleep } from 'node:timers/promises'

/** Stands in for a pool of connections to a database: each query takes a while, and none comes after `close()`. */
export class Database {
  readonly #queries = new Set<Promise<void>>()
  #isOpen = false

  async connect(): Promise<void> {
    await sleep(20)
    this.#isOpen = true
  }

  async query(_sql: string): Promise<void> {
    if (!this.#isOpen) throw new Error('the database is not connected')
    const query = sleep(100)
    this.#queries.add(query)
    await query
    this.#queries.delete(query)
  }

  /** Waits for the queries in flight, as the `end()` of a real pool does. */
  async close(): Promise<void> {
    this.#isOpen = false
    await Promise.all(this.#queries)
  }
}
