export type Counts = Readonly<Record<string, number>>

export interface MetricsExporterOptions {
  everyMs: number
  send(counts: Counts): Promise<void>
  /** Default: `console.warn`. */
  warn?: (message: string, cause: unknown) => void
}

/** Counts, and sends the counts every so often; what could not be sent goes with the next. */
export class MetricsExporter {
  readonly #options: MetricsExporterOptions
  readonly #timer: NodeJS.Timeout
  #counts: Record<string, number> = {}
  #sending: Promise<void> = Promise.resolve()

  constructor(options: MetricsExporterOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.flush(), options.everyMs)
  }

  count(name: string, by = 1): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + by
  }

  flush(): void {
    const counts = this.#counts
    if (Object.keys(counts).length === 0) return
    this.#counts = {}
    this.#sending = this.#sending.then(() => this.#send(counts))
  }

  /** Sends what is left and ends. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.flush()
    await this.#sending
  }

  async #send(counts: Record<string, number>): Promise<void> {
    const { send, warn = (message, cause) => console.warn(message, cause) } = this.#options
    try {
      await send(counts)
    } catch (error) {
      warn('metrics could not be sent', error)
      for (const [name, value] of Object.entries(counts)) this.count(name, value)
    }
  }
}
