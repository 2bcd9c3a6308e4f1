/** Breaks EXPLORE-01: a thread that says it is ready right after shutdown() still sets the timer. */
import type { Subject } from '../../../harness/model/subject.ts'
import { ReadyTicker } from '../../correct/real/starts-when-ready.ts'

class ReadyTooLate extends ReadyTicker {
  protected override onReady(): void {
    this.tick()
  }
}

export const subject: Subject<ReadyTooLate> = {
  name: 'ready-too-late',
  ownership: 'owned',
  clock: 'real',
  intervalMs: 10,
  create: (context) => new ReadyTooLate(context),
}
