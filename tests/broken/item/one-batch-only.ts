/** Breaks ITEM-01: shutdown() waits for the item that is being done, and not for those behind it. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class OneBatchOnly extends QueueManager {
  protected override async drain(): Promise<void> {
    await Promise.resolve()
    if (this.dropped) return
    do {
      const [item] = this.waiting.splice(0, 1)
      await this.run(item)
    } while (this.waiting.length > 0 && !this.dropped && this.completion === undefined)
  }
}

export const subject = queueSubject('one-batch-only', OneBatchOnly)
