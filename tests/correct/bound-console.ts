import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

// Bound once, at import, as small logging libraries do.
const info = console.info.bind(console, '[lease]')
const warn = console.warn.bind(console, '[lease]')
const error = console.error.bind(console, '[lease]')

interface Lease extends Disposable {
  shutdown(): Promise<void>
}

/** Knows no logger; whatever it has to say goes to the bound console. */
function holdLease(renew: SubjectContext['work'], renewEveryMs: number): Lease {
  const dropped = new AbortController()
  let renewing: Promise<void> | undefined
  let released: Promise<void> | undefined

  const timer = setInterval(() => {
    if (renewing) return
    let end = (): void => {}
    renewing = new Promise((resolve) => {
      end = resolve
    })
    void attempt().then(() => {
      renewing = undefined
      end()
    })
  }, renewEveryMs)

  async function attempt(): Promise<void> {
    try {
      await renew(dropped.signal)
    } catch (cause) {
      if (!dropped.signal.aborted) report(cause)
    }
  }

  function report(cause: unknown): void {
    try {
      error('not renewed', cause)
    } catch {
      // There is time for another attempt.
    }
  }

  async function release(): Promise<void> {
    clearInterval(timer)
    await renewing
    info('released')
  }

  return {
    async shutdown() {
      if (!dropped.signal.aborted) await (released ??= release())
    },
    [Symbol.dispose]() {
      if (released || dropped.signal.aborted) return
      clearInterval(timer)
      dropped.abort()
      warn('dropped without shutdown(), and left to expire')
    },
  }
}

export const subject: Subject<Lease> = {
  name: 'lease',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => holdLease(work, 1000),
}
