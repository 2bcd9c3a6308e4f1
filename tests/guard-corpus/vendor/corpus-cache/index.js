export class Cache {
  #entries = new Map()
  #sweep

  constructor() {
    this.#sweep = setInterval(() => this.#expire(), 30_000) // <- leak cache
    this.#sweep.unref()
  }

  get(key) {
    return this.#entries.get(key)?.value
  }

  set(key, value) {
    this.#entries.set(key, { value, until: Date.now() + 60_000 })
  }

  dispose() {
    clearInterval(this.#sweep)
    this.#entries.clear()
  }

  #expire() {
    for (const [key, { until }] of this.#entries) if (until < Date.now()) this.#entries.delete(key)
  }
}
