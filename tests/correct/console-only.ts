import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

type Work = SubjectContext['work']

/** Takes a function and an interval; whatever it has to say goes to the console. */
function every(intervalMs: number, work: Work): Disposable & { shutdown(): Promise<void> } {
  const controller = new AbortController()
  let timeout: NodeJS.Timeout | undefined
  let active: Promise<void> | undefined
  let shutdown: Promise<void> | undefined

  function schedule(): void {
    timeout = setTimeout(tick, intervalMs)
  }

  function tick(): void {
    let finish: () => void = () => {}
    active = new Promise((resolve) => {
      finish = resolve
    })
    // `async` turns a synchronous throw into a rejection.
    const run = async (): Promise<void> => {
      await work(controller.signal)
    }
    run()
      .catch((error: unknown) => {
        if (controller.signal.aborted) return
        try {
          console.error('[every] run failed:', error)
        } catch {
          // A console that throws (EPIPE) must not end the schedule.
        }
      })
      .finally(() => {
        active = undefined
        finish()
        if (!shutdown && !controller.signal.aborted) schedule()
      })
  }

  async function stop(): Promise<void> {
    clearTimeout(timeout)
    await active
    console.info('[every] stopped')
  }

  schedule()
  return {
    async shutdown() {
      if (controller.signal.aborted) return
      shutdown ??= stop()
      await shutdown
    },
    [Symbol.dispose]() {
      if (shutdown || controller.signal.aborted) return
      clearTimeout(timeout)
      controller.abort()
      console.warn('[every] disposed of while running, use shutdown()')
    },
  }
}

export const subject: Subject<ReturnType<typeof every>> = {
  name: 'every',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => every(1000, work),
}
