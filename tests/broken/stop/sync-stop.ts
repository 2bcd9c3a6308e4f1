/** Breaks STOP-01: `shutdown()` returns undefined, so there is nothing to wait for. Also every rule that waits for a run. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

interface Ticker extends Disposable {
  shutdown(): void
}

function startTicker({ work, logger }: SubjectContext, intervalMs: number): Ticker {
  const abort = new AbortController()
  let state: 'on' | 'stopping' | 'stopped' | 'dropped' = 'on'
  let busy = false
  const timer = setInterval(() => void tick(), intervalMs)

  async function tick(): Promise<void> {
    if (busy) return
    busy = true
    try {
      await work(abort.signal)
    } catch (cause) {
      if (state !== 'dropped') logger.error('tick failed', cause)
    }
    busy = false
    if (state === 'stopping') stop()
  }

  function stop(): void {
    state = 'stopped'
    logger.info('ticker shut down')
  }

  return {
    shutdown() {
      if (state !== 'on') return
      clearInterval(timer)
      state = 'stopping'
      if (!busy) stop()
    },
    [Symbol.dispose]() {
      if (state !== 'on') return
      state = 'dropped'
      clearInterval(timer)
      abort.abort()
      logger.warn('ticker dropped without shutdown()')
    },
  }
}

export const subject: Subject<Ticker> = {
  name: 'sync-stop',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => startTicker(probe, 1000),
  shutdown: (ticker) => ticker.shutdown() as unknown as PromiseLike<void>,
}
