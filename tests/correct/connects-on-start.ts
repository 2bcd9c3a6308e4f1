import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext, SubjectResource } from '../../harness/model/subject.ts'

/** Takes a connection and a channel when it is started, and gives up what it has if one cannot be had. */
class Listener implements Disposable {
  readonly #context: SubjectContext
  readonly #everyMs: number
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #held: SubjectResource[] = []
  #starting: Promise<void> | undefined
  #loop: Promise<void> | undefined
  #down: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#everyMs = everyMs
  }

  start(): Promise<void> {
    this.#starting ??= this.#begin()
    return this.#starting
  }

  async #begin(): Promise<void> {
    const { signal } = this.#stop
    try {
      for (const name of ['connection', 'channel']) {
        if (signal.aborted) return
        this.#held.push(this.#context.resource(name))
        await sleep(50, undefined, { signal }).catch(() => {})
      }
    } catch (error) {
      await this.#release()
      throw error
    }
    if (!signal.aborted) this.#loop = this.#listen(signal)
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.#everyMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.#context.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#report('listener failed', error)
      }
    }
  }

  #report(message: string, error: unknown): void {
    try {
      this.#context.logger.error(message, error)
    } catch {
      // It listens on.
    }
  }

  async #release(): Promise<void> {
    for (const resource of this.#held.splice(0).toReversed()) {
      try {
        await resource.close()
      } catch (error) {
        this.#report('not released', error)
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#down ??= this.#end()
    return this.#down
  }

  async #end(): Promise<void> {
    await this.#starting?.catch(() => {})
    await this.#loop
    await this.#release()
    this.#context.logger.info('listener closed')
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    void this.#release()
    this.#context.logger.warn('Listener dropped: call shutdown() to close its connection in order')
  }
}

export const subject: Subject<Listener> = {
  name: 'Listener',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Listener(context, 1000),
  start: (listener) => listener.start(),
}
