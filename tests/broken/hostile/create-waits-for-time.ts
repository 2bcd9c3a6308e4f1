/** Correct, but its creation sleeps for two intervals first: somebody has to move the clock. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'create-waits-for-time',
  ownership: 'owned',
  intervalMs: 1000,
  async create(probe) {
    await sleep(2000)
    return new IntervalManager(probe, 1000).begin()
  },
}
