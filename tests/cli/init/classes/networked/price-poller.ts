export interface PricePollerOptions {
  url: string
  intervalMs?: number
  onPrice: (price: number) => Promise<void>
  onError?: (error: unknown) => void
}

/** Polls a price with an options object, and hands each to a callback. */
export class PricePoller {
  private timer: NodeJS.Timeout | null = null
  private running = false

  constructor(private readonly options: PricePollerOptions) {}

  start(): void {
    if (this.running) return
    this.running = true
    this.timer = setInterval(() => {
      void this.poll()
    }, this.options.intervalMs ?? 5000)
  }

  private async poll(): Promise<void> {
    try {
      const response = await fetch(this.options.url)
      const { price } = (await response.json()) as { price: number }
      await this.options.onPrice(price)
    } catch (error) {
      this.options.onError?.(error)
    }
  }

  stop(): void {
    this.running = false
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }
}
