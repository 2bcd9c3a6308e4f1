import { setTimeout as sleep } from 'node:timers/promises'
import type { Note } from './note-store.ts'

export interface NoteClientOptions {
  /** Under which name the requests are counted. */
  name?: string
  timeoutMs?: number
  /** How often a request that was refused for its rate is tried again. */
  retries?: number
  retryAfterMs?: number
}

/** What other services use to talk to the API. */
export class NoteClient {
  readonly #url: string
  readonly #options: Required<NoteClientOptions>

  constructor(url: string, options: NoteClientOptions = {}) {
    this.#url = url
    this.#options = { name: 'client', timeoutMs: 2000, retries: 3, retryAfterMs: 20, ...options }
  }

  async create(text: string): Promise<Note> {
    return (await this.#request('POST', '/notes', { text })) as Note
  }

  async list(): Promise<Note[]> {
    return (await this.#request('GET', '/notes')) as Note[]
  }

  async delete(id: string): Promise<void> {
    await this.#request('DELETE', `/notes/${id}`)
  }

  /** The events of the server, until `signal` is aborted or the server ends them. */
  async *events(signal: AbortSignal): AsyncGenerator<{ event: string; data: unknown }> {
    const response = await fetch(`${this.#url}/events`, {
      headers: { 'x-client': this.#options.name },
      signal,
    })
    if (response.body === null) return
    let rest = ''
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
        if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) }
      }
    }
  }

  async #request(method: string, path: string, body?: unknown): Promise<unknown> {
    const { name, timeoutMs, retries, retryAfterMs } = this.#options
    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(this.#url + path, {
        method,
        headers: { 'x-client': name, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await response.text()
      const answer: unknown = text === '' ? undefined : JSON.parse(text)
      if (response.ok) return answer
      if (response.status !== 429 || attempt === retries) {
        throw new Error(`${method} ${path}: ${response.status} ${text}`)
      }
      await sleep(retryAfterMs * 2 ** attempt)
    }
  }
}
