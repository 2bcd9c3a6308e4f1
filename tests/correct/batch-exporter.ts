import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const BATCH = 3

/** Exports spans in batches, by a timer; shutdown() flushes batch by batch until the buffer is empty. */
class SpanExporter implements Disposable {
  readonly #context: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  #spans: unknown[] = []
  #flushing: Promise<void> | undefined
  #down: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#timer = setInterval(() => this.#flush(), everyMs)
  }

  /** @returns whether the span was taken */
  add(span: unknown): boolean {
    if (this.#down !== undefined || this.#abort.signal.aborted) return false
    this.#spans.push(span)
    return true
  }

  #flush(): void {
    if (this.#spans.length > 0) this.#flushing ??= this.#exportAll()
  }

  async #exportAll(): Promise<void> {
    await Promise.resolve()
    while (this.#spans.length > 0) {
      const batch = this.#spans.splice(0, BATCH)
      try {
        await this.#context.work(this.#abort.signal, batch)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#report(batch.length, error)
      }
    }
    this.#flushing = undefined
  }

  #report(count: number, error: unknown): void {
    try {
      this.#context.logger.error(`${count} spans not exported`, error)
    } catch {
      // Telemetry must not harm what it watches.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#down ??= this.#end()
    return this.#down
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer)
    this.#flush()
    await this.#flushing
    this.#context.logger.info('span exporter shut down')
  }

  [Symbol.dispose](): void {
    if (this.#down !== undefined || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    const lost = this.#spans.splice(0).length
    this.#context.logger.warn(`SpanExporter dropped with ${lost} spans; await shutdown() instead`)
  }
}

export const subject: Subject<SpanExporter> = {
  name: 'SpanExporter',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new SpanExporter(context, 1000),
  submit: (exporter, span) => exporter.add(span),
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
