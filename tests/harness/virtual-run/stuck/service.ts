import { setTimeout as sleep } from 'node:timers/promises'

/** A service whose work may ask it to shut down, and which then waits for that very work. */
export class Service {
  readonly #running: Promise<void>

  constructor(work: (service: Service) => Promise<void>) {
    this.#running = this.#run(work)
  }

  async #run(work: (service: Service) => Promise<void>): Promise<void> {
    await sleep(1000)
    await work(this)
  }

  async shutdown(): Promise<void> {
    await this.#running
  }
}
