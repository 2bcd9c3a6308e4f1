/** Breaks EXPLORE-01: a shutdown while a batch is gathered gathers the same items, and both batches are sent. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

/** Sends what has come in, once in an interval and once at the end. */
class BatchSender extends IntervalManager {
  protected items: number[] = []
  protected gathering: Promise<readonly number[]> | undefined
  #count = 0

  protected override tick(): void {
    this.items.push((this.#count += 1))
    void this.flush()
  }

  protected async flush(): Promise<void> {
    if (this.inFlight) return
    const batch = await this.gather()
    if (batch.length === 0 || this.dropped) return
    this.items = this.items.filter((item) => !batch.includes(item))
    await this.launch()
  }

  protected async gather(): Promise<readonly number[]> {
    const batch = [...this.items]
    await Promise.resolve()
    return batch
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
    await this.flush()
  }
}

class Mended extends BatchSender {
  #flushing: Promise<void> | undefined

  protected override async flush(): Promise<void> {
    this.#flushing ??= super.flush()
    await this.#flushing
    this.#flushing = undefined
  }

  protected override async settle(): Promise<void> {
    await this.#flushing
    await super.settle()
  }
}

function batchSubject(
  name: string,
  Manager: new (probe: SubjectContext, intervalMs: number) => BatchSender,
): Subject<BatchSender> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    capabilities: { finalRun: true },
    create: (probe) => new Manager(probe, 1000).begin(),
  }
}

export const subject = batchSubject('batch-sender', BatchSender)
export const mended = batchSubject('batch-sender, mended', Mended)
