import type { ServerResponse } from 'node:http'
import type { Note, NoteStore } from './note-store.ts'

/** Tells every connected client, as server-sent events, what happens in a store. */
export class EventHub {
  readonly #store: NoteStore
  readonly #clients = new Map<ServerResponse, NodeJS.Timeout>()
  readonly #keepAliveMs: number

  constructor(store: NoteStore, keepAliveMs: number) {
    this.#store = store
    this.#keepAliveMs = keepAliveMs
    store.on('created', this.#onCreated)
    store.on('deleted', this.#onDeleted)
  }

  get clients(): number {
    return this.#clients.size
  }

  connect(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    response.write(': welcome\n\n')
    const keepAlive = setInterval(() => response.write(': still here\n\n'), this.#keepAliveMs)
    this.#clients.set(response, keepAlive)
    response.once('close', () => {
      clearInterval(keepAlive)
      this.#clients.delete(response)
    })
  }

  close(): void {
    this.#store.off('created', this.#onCreated)
    this.#store.off('deleted', this.#onDeleted)
    for (const response of this.#clients.keys()) response.end()
  }

  readonly #onCreated = (note: Note): void => this.#send('created', note)
  readonly #onDeleted = (id: string): void => this.#send('deleted', { id })

  #send(event: string, data: unknown): void {
    for (const response of this.#clients.keys()) {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
  }
}
