import { defineSubject } from 'vitest-shutdown'
import { WebSocket } from 'ws'
import { serveWebSocket } from './peers/serve-web-socket.ts'

// A client that asks for a job, and ends a connection on which no ping has come for half a minute, as the
// README of ws shows.
class Feed {
  readonly #socket = new WebSocket('ws://feed.test:9000')
  readonly #closed = new Promise<void>((resolve) => {
    this.#socket.on('close', () => resolve())
  })
  #pingTimeout: NodeJS.Timeout | undefined
  #job: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#socket.on('error', (error) => console.error('feed', error))
    this.#socket.on('open', () => this.#heartbeat())
    this.#socket.on('ping', () => this.#heartbeat())
    this.#socket.on('close', () => clearTimeout(this.#pingTimeout))
    this.#socket.on('message', () => {
      this.#job ??= this.#run(work).finally(() => {
        this.#job = undefined
      })
    })
  }

  #heartbeat(): void {
    clearTimeout(this.#pingTimeout)
    this.#pingTimeout = setTimeout(() => this.#socket.terminate(), 30_000 + 1000)
  }

  async #run(work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      console.error('job failed', error)
    }
  }

  ask(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send('next')
  }

  async shutdown(): Promise<void> {
    this.#socket.close()
    await this.#closed
    await this.#job
  }
}

export default defineSubject({
  name: 'ws',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'feed.test:9000': serveWebSocket },
  create: ({ work }) => new Feed(work),
  trigger: (feed) => feed.ask(),
})
