import { EventEmitter } from 'node:events'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Driven by events alone: each is done after the one before, by a chain of promises. */
class WebhookHandler implements Disposable {
  readonly #context: SubjectContext
  readonly #hooks: EventEmitter
  readonly #abort = new AbortController()
  #tail: Promise<void> = Promise.resolve()
  #down: Promise<void> | undefined

  constructor(context: SubjectContext, hooks: EventEmitter) {
    this.#context = context
    this.#hooks = hooks
    hooks.on('hook', this.#receive)
  }

  readonly #receive = (): void => {
    this.#tail = this.#tail.then(() => this.#handle())
  }

  async #handle(): Promise<void> {
    if (this.#abort.signal.aborted) return
    try {
      await this.#context.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#report(error)
    }
  }

  #report(error: unknown): void {
    try {
      this.#context.logger.error('hook failed', error)
    } catch {
      // The sender tries again.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#hooks.off('hook', this.#receive)
    this.#down ??= this.#tail.then(() => this.#context.logger.info('webhooks shut down'))
    return this.#down
  }

  [Symbol.dispose](): void {
    if (this.#down !== undefined || this.#abort.signal.aborted) return
    this.#hooks.off('hook', this.#receive)
    this.#abort.abort()
    this.#context.logger.warn('WebhookHandler dropped, call shutdown() instead')
  }

  /** What the server does when a hook comes in. */
  deliver(): void {
    this.#hooks.emit('hook')
  }
}

export const subject: Subject<WebhookHandler> = {
  name: 'WebhookHandler',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new WebhookHandler(context, new EventEmitter()),
  trigger: (handler) => handler.deliver(),
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
