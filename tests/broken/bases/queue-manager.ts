import { AsyncLocalStorage } from 'node:async_hooks'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

/** A correct manager that accepts items and does one after the other; each step can be overridden. */
export class QueueManager implements Disposable {
  protected readonly context: SubjectContext
  protected readonly aborting = new AbortController()
  protected readonly inside = new AsyncLocalStorage<true>()
  protected waiting: unknown[] = []
  protected draining: Promise<void> | undefined
  protected completion: Promise<void> | undefined
  protected dropped = false

  constructor(context: SubjectContext) {
    this.context = context
  }

  submit(item: unknown): void {
    if (this.completion || this.dropped) this.refuse()
    else {
      this.waiting.push(item)
      this.wake()
    }
  }

  protected refuse(): void {
    throw new Error('the queue has been shut down')
  }

  protected wake(): void {
    this.draining ??= this.drain().finally(() => {
      this.draining = undefined
    })
  }

  protected async drain(): Promise<void> {
    // Once the caller has returned: the work may itself call shutdown().
    await Promise.resolve()
    while (this.waiting.length > 0 && !this.dropped) {
      const [item] = this.waiting.splice(0, 1)
      await this.run(item)
    }
  }

  protected async run(item: unknown): Promise<void> {
    try {
      await this.inside.run(true, () => this.context.work(this.aborting.signal, item))
    } catch (cause) {
      if (!this.dropped) this.report(cause)
    }
  }

  protected report(cause: unknown): void {
    try {
      this.context.logger.error('item failed', cause)
    } catch {
      // A logger that throws does not end the loop.
    }
  }

  shutdown(): Promise<void> {
    if (this.dropped) return Promise.resolve()
    this.completion ??= this.finish()
    return this.inside.getStore() ? Promise.resolve() : this.completion
  }

  protected async finish(): Promise<void> {
    await this.settle()
    this.context.logger.info('shutdown complete')
  }

  protected async settle(): Promise<void> {
    while (this.draining) await this.draining
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.dropped || this.completion) return
    this.dropped = true
    this.aborting.abort()
    this.warn()
  }

  protected warn(): void {
    this.context.logger.warn(`dropped without shutdown() - ${this.waiting.length} items are lost`)
  }
}

/** Makes a subject of a class of managers that accept items. */
export function queueSubject<M extends QueueManager>(
  name: string,
  Manager: new (context: SubjectContext) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (context) => new Manager(context),
    submit: (manager, item) => manager.submit(item),
    capabilities: { finalRun: 'until-empty', backlog: true },
  }
}
