interface Logger {
  info(message: string): void
  error(message: string, error?: unknown): void
}

interface InboxPollerOptions {
  fetch?: typeof globalThis.fetch
  baseUrl: string
  logger: Logger
  intervalMs?: number
}

/** Marks the messages of an inbox as read, with a `fetch` that may be replaced. */
export class InboxPoller {
  private readonly timer: NodeJS.Timeout
  private poll: Promise<void> | undefined
  private readonly request: typeof globalThis.fetch

  constructor(private readonly options: InboxPollerOptions) {
    this.request = options.fetch ?? globalThis.fetch
    this.timer = setInterval(() => {
      this.poll ??= this.read().finally(() => {
        this.poll = undefined
      })
    }, options.intervalMs ?? 2000)
  }

  private async read(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(1000)
      await this.request(new URL('/inbox', this.options.baseUrl), { signal })
    } catch (error) {
      this.options.logger.error('inbox not read', error)
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.poll
  }
}
