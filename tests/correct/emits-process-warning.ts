import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

class DroppedWithoutShutdown extends Error {
  override readonly name = 'DroppedWithoutShutdown'
}

/** Warns the way Node itself does: by `process.emitWarning`. */
class PoolTrimmer {
  readonly #work: SubjectContext['work']
  readonly #logger: SubjectContext['logger']
  readonly #interval: NodeJS.Timeout
  #trimming: Promise<void> | null = null
  #status: 'active' | 'shutdown' | 'dropped' = 'active'
  #ended: Promise<void> | null = null

  constructor({ work, logger }: SubjectContext, intervalMs: number) {
    this.#work = work
    this.#logger = logger
    this.#interval = setInterval(() => {
      if (this.#trimming) return
      const { promise, settle } = pending()
      this.#trimming = promise
      void this.#trim().then(() => {
        this.#trimming = null
        settle()
      })
    }, intervalMs)
  }

  async #trim(): Promise<void> {
    try {
      await this.#work()
    } catch (error) {
      if (this.#status !== 'dropped') this.#logger.error('trim failed', error)
    }
  }

  shutdown(): Promise<void> {
    if (this.#status === 'dropped') return Promise.resolve()
    this.#status = 'shutdown'
    clearInterval(this.#interval)
    this.#ended ??= Promise.resolve(this.#trimming).then(() => {
      this.#logger.info('pool trimmer shut down')
    })
    return this.#ended
  }

  [Symbol.dispose](): void {
    if (this.#status !== 'active') return
    this.#status = 'dropped'
    clearInterval(this.#interval)
    process.emitWarning(
      new DroppedWithoutShutdown('PoolTrimmer was dropped; call `await trimmer.shutdown()` first'),
    )
  }
}

function pending(): { promise: Promise<void>; settle: () => void } {
  let settle: () => void = () => {}
  const promise = new Promise<void>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}

export const subject: Subject<PoolTrimmer> = {
  name: 'PoolTrimmer',
  ownership: 'owned',
  intervalMs: 2000,
  create: (probe) => new PoolTrimmer(probe, 2000),
}
