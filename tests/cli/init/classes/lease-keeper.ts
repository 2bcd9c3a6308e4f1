export interface LeaseStore {
  acquire(key: string): Promise<boolean>
  renew(key: string): Promise<boolean>
  release(key: string): Promise<void>
}

/** Keeps a lease, with explicit resource management. */
export class LeaseKeeper implements AsyncDisposable {
  readonly #store: LeaseStore
  readonly #key: string
  readonly #abort = new AbortController()
  #loop: Promise<void> | undefined

  constructor(store: LeaseStore, key: string) {
    this.#store = store
    this.#key = key
  }

  async start(): Promise<void> {
    if (!(await this.#store.acquire(this.#key))) throw new Error('lease is taken')
    this.#loop = this.#keep()
  }

  async #keep(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      await this.#store.renew(this.#key)
      await this.#pause(10_000)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#abort.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort()
    await this.#loop
    await this.#store.release(this.#key)
  }
}
