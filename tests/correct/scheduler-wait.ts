import { scheduler } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Functions and no class: `scheduler.wait()` paces the loop, and the handle has one method. */
function startCleanup(
  work: SubjectContext['work'],
  everyMs: number,
): { readonly end: () => Promise<void> } {
  const stop = new AbortController()
  const loop = (async () => {
    while (!stop.signal.aborted) {
      await scheduler.wait(everyMs, { signal: stop.signal }).catch(() => {})
      if (stop.signal.aborted) return
      await Promise.resolve(work()).catch(() => {})
    }
  })().catch(() => {})
  return {
    end: () => {
      stop.abort()
      return loop
    },
  }
}

export const subject: Subject<ReturnType<typeof startCleanup>> = {
  name: 'cleanup',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => startCleanup(async () => work(), 1000),
  shutdown: (cleanup) => cleanup.end(),
  profile: 'graceful',
}
