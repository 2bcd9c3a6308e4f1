import { setInterval as ticks } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Refresher extends Disposable {
  shutdown(): Promise<void>
}

/** `for await` over the interval of `node:timers/promises`, which keeps the ticks it could not deliver. */
function startRefresher(probe: SubjectContext, intervalMs: number): Refresher {
  const stop = new AbortController()
  const abort = new AbortController()
  let dropped = false
  let done: Promise<void> | undefined

  const refresh = async (): Promise<void> => {
    try {
      await probe.work(abort.signal)
    } catch (error) {
      if (!dropped) probe.logger.error('refresh failed', error)
    }
  }
  const loop = (async () => {
    try {
      for await (const _ of ticks(intervalMs, undefined, { signal: stop.signal })) {
        if (stop.signal.aborted) break
        await refresh()
        if (stop.signal.aborted) break
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error
    }
  })()

  return {
    shutdown() {
      if (dropped) return Promise.resolve()
      stop.abort()
      done ??= loop.then(() => probe.logger.info('dns refresher: shutdown complete'))
      return done
    },
    [Symbol.dispose]() {
      if (stop.signal.aborted) return
      dropped = true
      stop.abort()
      abort.abort()
      probe.logger.warn('dns refresher: dropped, call shutdown() next time')
    },
  }
}

export const subject: Subject<Refresher> = {
  name: 'dns refresher',
  ownership: 'owned',
  intervalMs: 30_000,
  create: (probe) => startRefresher(probe, 30_000),
}
