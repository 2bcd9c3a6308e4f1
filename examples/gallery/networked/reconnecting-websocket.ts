import reconnecting from 'reconnecting-websocket'
import { defineSubject } from 'vitest-shutdown'
import { WebSocket } from 'ws'
import { serveWebSocket } from './peers/serve-web-socket.ts'

// In Node it exports the class itself, and its types say otherwise.
const ReconnectingWebSocket = reconnecting as unknown as typeof reconnecting.default

// A client that connects again by itself, with ws as its WebSocket in Node, as the README says.
class Feed {
  readonly #socket = new ReconnectingWebSocket('ws://feed.test:9000', [], { WebSocket })
  #job: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#socket.addEventListener('error', ({ message }) => console.error('feed', message))
    this.#socket.addEventListener('message', () => {
      this.#job ??= this.#run(work).finally(() => {
        this.#job = undefined
      })
    })
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
    await this.#job
  }
}

export default defineSubject({
  name: 'reconnecting-websocket',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'feed.test:9000': serveWebSocket },
  create: ({ work }) => new Feed(work),
  trigger: (feed) => feed.ask(),
})
