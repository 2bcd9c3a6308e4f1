interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string, error?: unknown): void
}

/** Beats from its construction on. */
export class Heartbeat {
  readonly #send: () => Promise<void>
  readonly #logger: Logger
  #timer: NodeJS.Timeout
  #inFlight: Promise<void> = Promise.resolve()

  constructor(send: () => Promise<void>, logger: Logger, intervalMs = 30_000) {
    this.#send = send
    this.#logger = logger
    this.#timer = setInterval(() => {
      this.#inFlight = this.#beat()
    }, intervalMs)
  }

  async #beat(): Promise<void> {
    try {
      await this.#send()
      this.#logger.debug('heartbeat sent')
    } catch (error) {
      this.#logger.error('heartbeat failed', error)
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#inFlight
    this.#logger.info('heartbeat closed')
  }
}
