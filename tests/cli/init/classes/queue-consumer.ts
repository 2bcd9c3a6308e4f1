export interface Job {
  id: string
  payload: string
}

export interface JobQueue {
  receive(limit: number): Promise<Job[]>
  ack(id: string): Promise<void>
}

export interface JobHandler {
  handle(job: Job): Promise<void>
}

/** A loop over a queue that is injected, as a DI container would make it. */
export class QueueConsumer {
  private isStopping = false
  private loop?: Promise<void>

  constructor(
    private readonly queue: JobQueue,
    private readonly handler: JobHandler,
    private readonly pollIntervalMs: number,
  ) {}

  async start(): Promise<void> {
    this.isStopping = false
    this.loop = this.run()
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const jobs = await this.queue.receive(10)
      for (const job of jobs) {
        await this.handler.handle(job)
        await this.queue.ack(job.id)
      }
      await new Promise((resolve) => setTimeout(resolve, this.pollIntervalMs))
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true
    await this.loop
  }
}
