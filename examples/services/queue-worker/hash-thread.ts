import { Worker } from 'node:worker_threads'

type Reply = { id: number; hash: string } | { id: number; error: string }

interface Waiting {
  resolve(hash: string): void
  reject(error: Error): void
}

/** Derives keys off the main thread. */
export class HashThread {
  readonly #worker = new Worker(new URL('hash-thread.mjs', import.meta.url))
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor() {
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if ('hash' in reply) waiting?.resolve(reply.hash)
      else waiting?.reject(new Error(reply.error))
    })
    this.#worker.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the thread has ended'))
      this.#waiting.clear()
    })
  }

  hash(password: string, salt: string): Promise<string> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.#worker.postMessage({ id, password, salt })
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
