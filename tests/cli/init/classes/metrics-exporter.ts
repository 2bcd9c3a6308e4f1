type Exporter = { export(batch: readonly Metric[]): Promise<void>; shutdown(): Promise<void> }

export type Metric = { name: string; value: number }

/** Collects metrics and exports them in batches; flushes at the end. */
export class PeriodicMetricExporter {
  #buffer: Metric[] = []
  #timer: NodeJS.Timeout
  #exporter: Exporter

  constructor({
    exporter,
    exportIntervalMillis = 60_000,
  }: {
    exporter: Exporter
    exportIntervalMillis?: number
  }) {
    this.#exporter = exporter
    this.#timer = setInterval(() => void this.flush(), exportIntervalMillis)
  }

  record(name: string, value: number): void {
    this.#buffer.push({ name, value })
  }

  async flush(): Promise<void> {
    const batch = this.#buffer.splice(0)
    await this.#exporter.export(batch)
  }

  async shutdown(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
    await this.#exporter.shutdown()
  }
}
