export interface BatchWriterOptions<T> {
  maxBatchSize: number
  flushIntervalMs: number
  write: (batch: T[]) => Promise<void>
}

/** Generic: collects items and writes them together, after a while or when there are enough. */
export class BatchWriter<T> {
  #items: T[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #closed = false

  constructor(private readonly options: BatchWriterOptions<T>) {}

  push(item: T): void {
    if (this.#closed) throw new Error('writer is closed')
    this.#items.push(item)
    if (this.#items.length >= this.options.maxBatchSize) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), this.options.flushIntervalMs)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batch = this.#items.splice(0)
    if (batch.length === 0) return
    this.#writing = this.#writing.then(() => this.options.write(batch)).catch(() => {})
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#flush()
    await this.#writing
  }
}
