/** What is shared by workers; only a subclass can be made. */
export abstract class AbstractWorker {
  protected timer: NodeJS.Timeout | undefined

  constructor(protected readonly intervalMs: number) {}

  protected abstract execute(): Promise<void>

  start(): void {
    this.timer = setInterval(() => void this.execute(), this.intervalMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
  }
}

export class TrimWorker extends AbstractWorker {
  private entries: string[] = []

  protected async execute(): Promise<void> {
    this.entries = this.entries.slice(-100)
  }
}
