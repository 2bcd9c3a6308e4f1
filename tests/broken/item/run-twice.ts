/** Breaks ITEM-02: shutdown() does once more what is being done. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class RunTwice extends QueueManager {
  protected override async drain(): Promise<void> {
    await Promise.resolve()
    while (this.waiting.length > 0 && !this.dropped) {
      await this.run(this.waiting[0])
      // Taken out once it is done: whoever looks meanwhile finds it again.
      this.waiting.shift()
    }
  }

  protected override async settle(): Promise<void> {
    const left = [...this.waiting]
    await super.settle()
    for (const item of left) await this.run(item)
  }
}

export const subject = queueSubject('run-twice', RunTwice)
