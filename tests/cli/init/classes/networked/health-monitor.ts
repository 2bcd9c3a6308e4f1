import { EventEmitter } from 'node:events'

export interface HealthMonitorOptions {
  endpoint: string
  intervalMs: number
  timeoutMs?: number
}

/** Emits what it finds; the request is its own. */
export class HealthMonitor extends EventEmitter {
  private timer?: NodeJS.Timeout

  constructor(private readonly options: HealthMonitorOptions) {
    super()
  }

  start(): this {
    this.timer = setInterval(() => void this.check(), this.options.intervalMs)
    return this
  }

  private async check(): Promise<void> {
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? 1000)
    try {
      const response = await fetch(this.options.endpoint, { signal })
      this.emit('status', response.ok)
    } catch (error) {
      this.emit('down', error)
    }
  }

  destroy(): void {
    clearInterval(this.timer)
    this.removeAllListeners()
  }
}
