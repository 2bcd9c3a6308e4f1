import type { Socket } from 'node:net'
import { Redis } from 'ioredis'
import { defineSubject } from 'vitest-shutdown'

// A consumer that takes a job off a list every second, and leaves Redis with `quit()`, as the README says.
class Consumer {
  readonly #redis = new Redis(6379, 'redis.test')
  readonly #timer: NodeJS.Timeout
  #take: Promise<void> | undefined
  #closed: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#redis.on('error', (error) => console.error('redis', error))
    this.#timer = setInterval(() => {
      this.#take ??= this.#takeOne(work).finally(() => {
        this.#take = undefined
      })
    }, 1000)
  }

  async #takeOne(work: () => void | Promise<void>): Promise<void> {
    try {
      if ((await this.#redis.lpop('jobs')) !== null && this.#closed === undefined) await work()
    } catch (error) {
      console.error('job failed', error)
    }
  }

  shutdown(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#take
    await this.#redis.quit()
  }
}

/** A Redis whose list never ends: LPOP is answered with a job, whatever else with OK. */
function serveRedis(socket: Socket): void {
  socket.on('data', (data) => {
    for (const [, command = ''] of String(data).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
      if (command === 'lpop') socket.write('$5\r\na job\r\n')
      else if (command === 'quit') socket.end('+OK\r\n')
      else socket.write(command === 'info' ? '$21\r\nredis_version:7.4.0\r\n\r\n' : '+OK\r\n')
    }
  })
}

export default defineSubject({
  name: 'ioredis',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'redis.test:6379': serveRedis },
  create: ({ work }) => new Consumer(work),
})
