import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const LIMIT_MS = 1500

/** Gives up a probe that takes longer than its limit, and goes on to the next. */
class UptimeProbe {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #loop: Promise<void>

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loop = this.#repeat(everyMs)
  }

  async #repeat(everyMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#probe()
    }
  }

  async #probe(): Promise<void> {
    const limit = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const isOver = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        limit.abort(new Error(`no answer within ${LIMIT_MS} ms`))
        resolve()
      }, LIMIT_MS)
    })
    try {
      const run = Promise.resolve(this.#context.work(limit.signal))
      // What is given up may still fail, when nobody waits for it.
      run.catch(() => {})
      await Promise.race([run, isOver])
      if (limit.signal.aborted) console.warn('probe given up')
    } catch (error) {
      console.error('probe failed', error)
    } finally {
      clearTimeout(timer)
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#loop
  }
}

export const subject: Subject<UptimeProbe> = {
  name: 'UptimeProbe',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new UptimeProbe(context, 1000),
  shutdown: (probe) => probe.stop(),
  profile: 'graceful',
  capabilities: { runLimitMs: LIMIT_MS },
}
