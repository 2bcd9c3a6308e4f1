import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Something to await, and nothing else: no `catch`, no `finally`, no `Symbol.toStringTag`. */
class Completion implements PromiseLike<void> {
  #done = false
  #callbacks: (() => void)[] = []

  complete(): void {
    this.#done = true
    for (const callback of this.#callbacks.splice(0)) queueMicrotask(callback)
  }

  then<A = void, B = never>(
    onFulfilled?: ((value: void) => A | PromiseLike<A>) | null,
    _onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const next = new Promise<A | undefined>((resolve, reject) => {
      const callback = (): void => {
        try {
          resolve(onFulfilled?.())
        } catch (error) {
          reject(error)
        }
      }
      if (this.#done) queueMicrotask(callback)
      else this.#callbacks.push(callback)
    })
    return { then: (resolve, reject) => (next as Promise<A>).then(resolve, reject) }
  }
}

/** A job that predates promises in its code base. */
class LegacyJob {
  private timer: NodeJS.Timeout | undefined
  private state = 'idle'
  private readonly completion = new Completion()
  private readonly probe: SubjectContext
  private readonly intervalMs: number

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.intervalMs = intervalMs
    this.next()
  }

  private next(): void {
    this.timer = setTimeout(() => this.execute(), this.intervalMs)
  }

  private execute(): void {
    this.state = 'busy'
    let result: void | Promise<void>
    try {
      result = this.probe.work()
    } catch (error) {
      this.executed(error, true)
      return
    }
    Promise.resolve(result).then(
      () => this.executed(),
      (error: unknown) => this.executed(error, true),
    )
  }

  private executed(error?: unknown, failed = false): void {
    if (failed && this.state !== 'dropped') this.probe.logger.error('legacy job failed', error)
    if (this.state === 'busy') {
      this.state = 'idle'
      this.next()
    } else if (this.state === 'stopping') this.stopped()
  }

  private stopped(): void {
    this.state = 'stopped'
    this.probe.logger.info('legacy job stopped')
    this.completion.complete()
  }

  shutdown(): PromiseLike<void> {
    if (this.state === 'busy') this.state = 'stopping'
    else if (this.state === 'idle') {
      clearTimeout(this.timer)
      this.stopped()
    }
    return this.completion
  }

  [Symbol.dispose](): void {
    if (this.state !== 'busy' && this.state !== 'idle') return
    this.state = 'dropped'
    clearTimeout(this.timer)
    this.completion.complete()
    this.probe.logger.warn('legacy job dropped without shutdown()')
  }
}

export const subject: Subject<LegacyJob> = {
  name: 'LegacyJob',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LegacyJob(probe, 1000),
}
