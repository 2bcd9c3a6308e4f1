/** Takes a URL and a callback, and asks every half minute. */
export class WeatherSync {
  #timer: NodeJS.Timeout | undefined
  readonly #url: string
  readonly #save: (report: unknown) => Promise<void>

  constructor(url: string, save: (report: unknown) => Promise<void>) {
    this.#url = url
    this.#save = save
  }

  start(): void {
    this.#timer = setInterval(() => void this.#sync(), 30_000)
  }

  async #sync(): Promise<void> {
    try {
      const response = await fetch(`${this.#url}/weather`, { signal: AbortSignal.timeout(5000) })
      await this.#save(await response.json())
    } catch (error) {
      console.error('no weather', error)
    }
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
