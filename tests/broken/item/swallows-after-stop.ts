/** Breaks ITEM-03: an item that comes after shutdown() is ignored without a word. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class SwallowsAfterStop extends QueueManager {
  protected override refuse(): void {}
}

export const subject = queueSubject('swallows-after-stop', SwallowsAfterStop)
