export interface RateLimiterOptions {
  /** How many requests a client may make in a burst. */
  capacity: number
  /** How often every client gets one request back. */
  refillMs: number
}

/** A token bucket for each client; a client that is full again is forgotten. */
export class RateLimiter {
  readonly #capacity: number
  readonly #tokens = new Map<string, number>()
  readonly #timer: NodeJS.Timeout

  constructor({ capacity, refillMs }: RateLimiterOptions) {
    this.#capacity = capacity
    this.#timer = setInterval(() => this.#refill(), refillMs)
    this.#timer.unref()
  }

  get clients(): number {
    return this.#tokens.size
  }

  take(client: string): boolean {
    const left = this.#tokens.get(client) ?? this.#capacity
    if (left === 0) return false
    this.#tokens.set(client, left - 1)
    return true
  }

  close(): void {
    clearInterval(this.#timer)
    this.#tokens.clear()
  }

  #refill(): void {
    for (const [client, left] of this.#tokens) {
      if (left + 1 >= this.#capacity) this.#tokens.delete(client)
      else this.#tokens.set(client, left + 1)
    }
  }
}
