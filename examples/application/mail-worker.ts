import type { Database } from './database.ts'

/** Takes jobs and does them at once; what is in flight is waited for when it drains. */
export class MailWorker {
  readonly #database: Database
  readonly #jobs = new Set<Promise<void>>()
  #isDraining = false

  constructor(database: Database) {
    this.#database = database
  }

  /** @throws {Error} when it is draining: whoever hands over jobs must have ended before */
  add(recipient: string): void {
    if (this.#isDraining) throw new Error(`the mail to ${recipient} came too late`)
    const job = this.#send(recipient)
    this.#jobs.add(job)
    void job.finally(() => this.#jobs.delete(job))
  }

  async drain(): Promise<void> {
    this.#isDraining = true
    // So that a probe can see what is reported of a part that does not end.
    if (process.env['VITEST_SHUTDOWN_PROBE'] === 'hung') await new Promise(() => {})
    await Promise.all(this.#jobs)
  }

  async #send(recipient: string): Promise<void> {
    await this.#database.query(`SELECT template FOR ${recipient}`)
    await this.#database.query(`UPDATE mails SET sent WHERE ${recipient}`)
  }
}
