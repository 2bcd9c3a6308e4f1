import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Manager {
  shutdown(): Promise<void>
  [Symbol.dispose](): void
}

/** A flag that the loop reads when its sleep is over: a shutdown may take the rest of the interval. */
function manage(probe: SubjectContext, intervalMs: number): Manager {
  let mode: 'run' | 'stop' | 'abort' = 'run'
  let timer: ReturnType<typeof setTimeout>
  const controller = new AbortController()

  const isOn = (): boolean => mode === 'run'

  async function loop(): Promise<void> {
    while (isOn()) {
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, intervalMs)
      })
      if (!isOn()) break
      try {
        await probe.work(controller.signal)
      } catch (reason) {
        // After an abort the sleep never resolves again, and what the run says is of no interest.
        if (!controller.signal.aborted) probe.logger.error('work failed', reason)
      }
    }
    if (mode === 'stop') probe.logger.info('stopped')
  }

  const ended = loop()
  return {
    async shutdown() {
      if (mode === 'abort') return
      mode = 'stop'
      await ended
    },
    [Symbol.dispose]() {
      if (mode !== 'run') return
      mode = 'abort'
      clearTimeout(timer)
      controller.abort()
      probe.logger.warn('dropped without shutdown()')
    },
  }
}

export const subject: Subject<Manager> = {
  name: 'whole-interval flag',
  ownership: 'owned',
  intervalMs: 2000,
  create: (probe) => manage(probe, 2000),
}
