/** Subjects whose interval is no interval. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

function createSubject(intervalMs: unknown): Subject<IntervalManager> {
  return {
    name: `interval of ${String(intervalMs)}`,
    ownership: 'owned',
    intervalMs: intervalMs as number,
    create: (probe) => new IntervalManager(probe, 1000).begin(),
  }
}

export const badIntervals: readonly Subject<IntervalManager>[] = [
  0,
  Number.NaN,
  -1000,
  Number.POSITIVE_INFINITY,
  '1000',
  undefined,
].map(createSubject)
