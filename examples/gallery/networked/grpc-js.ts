import { Client, credentials, type ServiceError } from '@grpc/grpc-js'
import { defineSubject } from 'vitest-shutdown'
import { serveGrpc } from './peers/serve-grpc.ts'

const asIs = (message: Buffer): Buffer => message

// A poller of a unary method, without a deadline, which closes its channel with `close()`.
class Poller {
  readonly #client = new Client('jobs.test:50051', credentials.createInsecure())
  readonly #timer: NodeJS.Timeout
  #poll: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#timer = setInterval(() => {
      this.#poll ??= this.#ask(work).finally(() => {
        this.#poll = undefined
      })
    }, 1000)
  }

  async #ask(work: () => void | Promise<void>): Promise<void> {
    try {
      await this.#next()
      await work()
    } catch (error) {
      console.error('poll failed', error)
    }
  }

  #next(): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (error: ServiceError | null, job?: Buffer): void =>
        error === null ? resolve(job) : reject(error)
      this.#client.makeUnaryRequest('/jobs.Jobs/Next', asIs, asIs, Buffer.alloc(0), settle)
    })
  }

  async shutdown(): Promise<void> {
    clearInterval(this.#timer)
    await this.#poll
    this.#client.close()
  }
}

export default defineSubject({
  name: 'grpc-js',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'jobs.test:50051': serveGrpc },
  create: ({ work }) => new Poller(work),
})
