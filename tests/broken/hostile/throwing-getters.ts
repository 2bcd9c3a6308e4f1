/** A manager whose `shutdown` and `[Symbol.dispose]` throw on being read. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<object> = {
  name: 'throwing-getters',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    new IntervalManager(probe, 1000).begin()
    return {
      get shutdown(): never {
        throw new Error('shutdown is not ready to be read')
      },
      get [Symbol.dispose](): never {
        throw new Error('dispose is not ready to be read')
      },
    }
  },
}
