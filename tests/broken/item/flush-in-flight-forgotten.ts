/** Breaks ITEM-01: what came during a flush is left, since shutdown() joins that flush and begins no other. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class FlushInFlightForgotten extends QueueManager {
  readonly #timer = setInterval(() => this.#flush(), 1000)

  protected override wake(): void {}

  #flush(): void {
    if (this.waiting.length > 0) super.wake()
  }

  protected override async drain(): Promise<void> {
    await Promise.resolve()
    const batch = this.waiting.splice(0)
    for (const item of batch) if (!this.dropped) await this.run(item)
  }

  protected override async settle(): Promise<void> {
    clearInterval(this.#timer)
    this.#flush()
    await this.draining
  }

  override [Symbol.dispose](): void {
    clearInterval(this.#timer)
    super[Symbol.dispose]()
  }
}

export const subject = queueSubject('flush-in-flight-forgotten', FlushInFlightForgotten)
