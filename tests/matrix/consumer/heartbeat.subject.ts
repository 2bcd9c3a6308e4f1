import { defineSubject } from 'vitest-shutdown'
import { BackgroundTask, Interval, type Logger } from 'vitest-shutdown/reference'

/** A manager as a user would build it on the reference. */
export class Heartbeat implements Disposable, AsyncDisposable {
  readonly #task: BackgroundTask

  constructor(beat: (signal: AbortSignal) => void | Promise<void>, logger: Logger) {
    this.#task = BackgroundTask.spawn(
      async ({ stop, run }) => {
        const interval = new Interval({ periodMs: 1000, missedTicks: 'skip' })
        while (await interval.tick(stop)) await run(beat)
      },
      { name: 'Heartbeat', logger },
    )
  }

  async shutdown(): Promise<void> {
    await this.#task.shutdown()
  }

  [Symbol.dispose](): void {
    this.#task[Symbol.dispose]()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export default defineSubject({
  name: 'Heartbeat',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => new Heartbeat(work, logger),
})
