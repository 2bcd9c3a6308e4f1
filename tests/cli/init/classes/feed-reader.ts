export interface Channel {
  next(): Promise<string | undefined>
  close(): Promise<void>
}

/** Made by a static method, since it has to connect first. */
export class FeedReader {
  #channel: Channel
  #handle: (message: string) => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #current: Promise<void> | undefined

  private constructor(channel: Channel, handle: (message: string) => Promise<void>) {
    this.#channel = channel
    this.#handle = handle
  }

  static async open(
    connect: () => Promise<Channel>,
    handle: (message: string) => Promise<void>,
    { intervalMs = 2000 }: { intervalMs?: number } = {},
  ): Promise<FeedReader> {
    const reader = new FeedReader(await connect(), handle)
    reader.#timer = setInterval(() => reader.#tick(), intervalMs)
    return reader
  }

  #tick() {
    this.#current ??= this.#read().finally(() => {
      this.#current = undefined
    })
  }

  async #read() {
    const message = await this.#channel.next()
    if (message !== undefined) await this.#handle(message)
  }

  async disconnect() {
    clearInterval(this.#timer)
    await this.#current
    await this.#channel.close()
  }
}
