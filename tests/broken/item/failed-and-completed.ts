/** Breaks ITEM-02: the promise of a failed item fulfils, and an error is logged besides. */
import type { Subject } from '../../../harness/model/subject.ts'
import { QueueManager } from '../bases/queue-manager.ts'

class FailedAndCompleted extends QueueManager {
  readonly #done = new Map<unknown, () => void>()

  hand(item: unknown): Promise<void> {
    this.submit(item)
    return new Promise((resolve) => {
      this.#done.set(item, resolve)
    })
  }

  protected override async run(item: unknown): Promise<void> {
    await super.run(item)
    this.#done.get(item)?.()
  }
}

export const subject: Subject<FailedAndCompleted> = {
  name: 'failed-and-completed',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new FailedAndCompleted(context),
  submit: (manager, item) => manager.hand(item),
  capabilities: { finalRun: 'until-empty', backlog: true },
}
