/** Breaks ITEM-04: a drop does not tell how many items it loses. */
import { QueueManager, queueSubject } from '../bases/queue-manager.ts'

class LosesInSilence extends QueueManager {
  protected override warn(): void {
    this.context.logger.warn('dropped without shutdown() - aborting')
  }
}

export const subject = queueSubject('loses-in-silence', LosesInSilence)
