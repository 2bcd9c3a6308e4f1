/** Breaks WORK-02: guards the promise, not the call, so a synchronous throw is never caught and the next run never armed. Also WORK-03, WORK-04 and LOG-02. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

interface Cron {
  shutdown(): Promise<void>
  [Symbol.dispose](): void
}

function startCron({ work, logger }: SubjectContext, intervalMs: number): Cron {
  const abort = new AbortController()
  let stopped: Promise<void> | undefined
  let active: Promise<void> | undefined
  let settle = (): void => {}
  let timer: NodeJS.Timeout | undefined = setTimeout(tick, intervalMs)

  function tick(): void {
    timer = undefined
    active = new Promise((resolve) => {
      settle = resolve
    })
    let outcome: void | Promise<void> = undefined
    try {
      outcome = work(abort.signal)
    } finally {
      // What throws here is the caller's fault, says the author.
      if (outcome === undefined) ended()
    }
    void Promise.resolve(outcome)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) logger.error('run failed', error)
      })
      .then(() => {
        if (active) ended()
        if (!stopped && !abort.signal.aborted) timer = setTimeout(tick, intervalMs)
      })
  }

  function ended(): void {
    active = undefined
    settle()
  }

  async function stop(): Promise<void> {
    clearTimeout(timer)
    await active
    logger.info('cron shut down')
  }

  return {
    async shutdown() {
      if (abort.signal.aborted) return
      stopped ??= stop()
      await stopped
    },
    [Symbol.dispose]() {
      if (stopped || abort.signal.aborted) return
      clearTimeout(timer)
      abort.abort()
      logger.warn('cron dropped without shutdown()')
    },
  }
}

export const subject: Subject<Cron> = {
  name: 'catch-only-promise',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => startCron(probe, 1000),
}
