/** Objects that are nearly subjects. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

const wellFormed: Subject<IntervalManager> = {
  name: 'well formed',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new IntervalManager(probe, 1000).begin(),
}

/** `shutdwon` is no key of a subject. */
export const misspeltKey: Subject = Object.assign(
  { ...wellFormed, name: 'misspelt key' },
  { shutdwon: (manager: IntervalManager) => manager.shutdown() },
)

/** Its rule id does not exist. */
export const unknownWaiver: Subject = Object.assign(
  { ...wellFormed, name: 'unknown waiver' },
  { waive: { 'STOP-99': 'we know' } },
)

export const emptyName: Subject = { ...wellFormed, name: '' }

export const unknownOwnership: Subject = {
  ...wellFormed,
  name: 'unknown ownership',
  ownership: 'borrowed' as 'owned',
}

/** Shared, but nothing can be cloned: the manager has no `clone`, and the subject gives none. */
export const sharedWithoutClone: Subject = {
  ...wellFormed,
  name: 'shared without clone',
  ownership: 'shared',
}

/** The manager has no `shutdown`, and the subject gives none. */
export const noShutdownMethod: Subject = {
  ...wellFormed,
  name: 'no shutdown method',
  create(probe) {
    const manager = new IntervalManager(probe, 1000).begin()
    return { [Symbol.dispose]: () => manager[Symbol.dispose]() }
  },
}

/** The manager has no `[Symbol.dispose]`, and the subject gives no `drop`. */
export const noDropMethod: Subject = {
  ...wellFormed,
  name: 'no drop method',
  create(probe) {
    const manager = new IntervalManager(probe, 1000).begin()
    return { shutdown: () => manager.shutdown() }
  },
}

/** Its `create` is a manager, not a function that makes one. */
export const createIsNoFunction: Subject = {
  ...wellFormed,
  name: 'create is no function',
  create: {} as Subject['create'],
}
