/** Puts timers of its own in place of the global ones, and leaves them there. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'replaces-global-timers',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    const { setInterval, setTimeout } = globalThis
    globalThis.setInterval = ((callback: () => void, ms: number) =>
      setInterval(callback, ms)) as typeof globalThis.setInterval
    globalThis.setTimeout = ((callback: () => void, ms: number) =>
      setTimeout(callback, ms)) as typeof globalThis.setTimeout
    return new IntervalManager(probe, 1000).begin()
  },
}
