/** Breaks ITEM-01: items wait for a debounce, whose timer shutdown() clears. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class DebounceLost extends QueueManager {
  #timer: NodeJS.Timeout | undefined

  protected override wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      super.wake()
    }, 200)
  }

  protected override async settle(): Promise<void> {
    clearTimeout(this.#timer)
    await super.settle()
  }

  override [Symbol.dispose](): void {
    if (this.completion === undefined) clearTimeout(this.#timer)
    super[Symbol.dispose]()
  }
}

export const subject = queueSubject('debounce-lost', DebounceLost)
