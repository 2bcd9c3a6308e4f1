export interface Message<T = unknown> {
  readonly id: number
  readonly body: T
  /** How often it was received, this time included. */
  readonly attempts: number
}

export interface MemoryQueueOptions {
  /** How long a received message is hidden from others before it is given out again. */
  visibilityMs: number
  /** After so many attempts a message goes to the dead letters. */
  maxAttempts: number
}

/** A queue with the semantics of the hosted ones, for development and tests. */
export class MemoryQueue<T> {
  readonly dead: Message<T>[] = []
  readonly #options: MemoryQueueOptions
  readonly #ready: Message<T>[] = []
  readonly #inFlight = new Map<number, { message: Message<T>; timer: NodeJS.Timeout }>()
  #lastId = 0

  constructor(options: MemoryQueueOptions) {
    this.#options = options
  }

  /** How many messages wait, and how many are being worked on. */
  get counts(): { ready: number; inFlight: number; dead: number } {
    return {
      ready: this.#ready.length,
      inFlight: this.#inFlight.size,
      dead: this.dead.length,
    }
  }

  send(body: T): number {
    this.#lastId += 1
    this.#ready.push({ id: this.#lastId, body, attempts: 0 })
    return this.#lastId
  }

  receive(max: number): Message<T>[] {
    return this.#ready.splice(0, max).map(({ id, body, attempts }) => {
      const message = { id, body, attempts: attempts + 1 }
      const timer = setTimeout(() => this.release(message.id), this.#options.visibilityMs)
      this.#inFlight.set(message.id, { message, timer })
      return message
    })
  }

  /** The message is done. */
  acknowledge(id: number): boolean {
    return this.#takeBack(id) !== undefined
  }

  /** The message is given out again, or is dead. */
  release(id: number): void {
    const message = this.#takeBack(id)
    if (message === undefined) return
    if (message.attempts >= this.#options.maxAttempts) this.dead.push(message)
    else this.#ready.push(message)
  }

  /** Forgets what is in flight, so that nothing is left waiting. */
  close(): void {
    for (const { timer } of this.#inFlight.values()) clearTimeout(timer)
    this.#inFlight.clear()
  }

  #takeBack(id: number): Message<T> | undefined {
    const entry = this.#inFlight.get(id)
    if (entry === undefined) return undefined
    clearTimeout(entry.timer)
    this.#inFlight.delete(id)
    return entry.message
  }
}
