import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, SubjectLogger, Subject } from '../../harness/model/subject.ts'

interface Repeater extends AsyncDisposable, Disposable {
  shutdown(): Promise<void>
}

/** No class, no `this`: a few functions over a few variables. */
function repeat(work: SubjectContext['work'], everyMs: number, log: SubjectLogger): Repeater {
  const inside = new AsyncLocalStorage<boolean>()
  const abort = new AbortController()
  let cancelSleep = (): void => {}
  let stopping = false
  let completion: Promise<void> | undefined

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      cancelSleep = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const attempt = async (): Promise<void> => {
    try {
      await inside.run(true, () => work(abort.signal))
    } catch (cause) {
      if (!abort.signal.aborted) report(cause)
    }
  }

  const report = (cause: unknown): void => {
    try {
      log.error('a run failed', cause)
    } catch {
      // Reporting is all that could be done about it.
    }
  }

  const loop = async (): Promise<void> => {
    for (;;) {
      await sleep()
      if (stopping) return
      await attempt()
      if (stopping) return
    }
  }

  const finished = loop()

  const finish = async (): Promise<void> => {
    await finished
    log.info('repeater: shutdown complete')
  }

  const shutdown = (): Promise<void> => {
    if (abort.signal.aborted) return finished.then(() => {})
    stopping = true
    cancelSleep()
    completion ??= finish()
    return inside.getStore() ? Promise.resolve() : completion
  }

  return {
    shutdown,
    [Symbol.asyncDispose]: shutdown,
    [Symbol.dispose]() {
      if (stopping) return
      stopping = true
      cancelSleep()
      abort.abort()
      log.warn('repeater: dropped without shutdown()')
    },
  }
}

export const subject: Subject<Repeater> = {
  name: 'repeater',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => repeat(work, 1000, logger),
}
