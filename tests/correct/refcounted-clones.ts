import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** The one task behind all handles. */
class Task {
  handles = 0
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #inside = new AsyncLocalStorage<true>()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  #ended: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#loop = this.#run(intervalMs)
  }

  async #run(intervalMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#once()
    }
  }

  async #once(): Promise<void> {
    try {
      await this.#inside.run(true, () => this.#probe.work(this.#abort.signal))
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('cleanup of expired entries failed', error)
      } catch {
        // Cleaning goes on without a logger.
      }
    }
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#stop.abort()
    this.#ended ??= this.#loop.then(() => this.#probe.logger.info('cleanup task shut down'))
    if (!this.#inside.getStore()) await this.#ended
  }

  abortUnlessStopped(): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('last AsyncTasks handle dropped without shutdown() - aborting')
  }
}

/** A handle: counted while it is alive. */
class AsyncTasks implements Disposable, AsyncDisposable {
  readonly #task: Task
  #alive = true

  constructor(task: Task) {
    this.#task = task
    this.#task.handles += 1
  }

  clone(): AsyncTasks {
    return new AsyncTasks(this.#task)
  }

  shutdown(): Promise<void> {
    return this.#task.shutdown()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#task.shutdown()
  }

  [Symbol.dispose](): void {
    if (!this.#alive) return
    this.#alive = false
    this.#task.handles -= 1
    if (this.#task.handles === 0) this.#task.abortUnlessStopped()
  }
}

export const subject: Subject<AsyncTasks> = {
  name: 'AsyncTasks',
  ownership: 'shared',
  intervalMs: 300_000,
  create: (probe) => new AsyncTasks(new Task(probe, 300_000)),
}
