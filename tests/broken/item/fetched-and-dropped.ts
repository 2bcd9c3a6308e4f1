/** Breaks ITEM-01: an item is taken out of the queue, and then the stop flag is looked at. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class FetchedAndDropped extends QueueManager {
  protected override async drain(): Promise<void> {
    await Promise.resolve()
    while (this.waiting.length > 0 && !this.dropped) {
      const [item] = this.waiting.splice(0, 1)
      await Promise.resolve()
      const isGoingOn = this.completion === undefined || this.waiting.length > 0
      if (isGoingOn && !this.dropped) await this.run(item)
    }
  }
}

export const subject = queueSubject('fetched-and-dropped', FetchedAndDropped)
