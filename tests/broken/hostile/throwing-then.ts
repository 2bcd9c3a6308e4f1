/** A manager whose `then` throws on being read, as awaiting `create` does. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

class ThrowingThen extends IntervalManager {
  get then(): never {
    throw new Error('I am not a promise')
  }
}

export const subject: Subject<ThrowingThen> = {
  name: 'throwing-then',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new ThrowingThen(probe, 1000).begin(),
}
