import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

/** A correct owned manager on `setInterval`; each step is there to be overridden by one that is not. */
export class IntervalManager implements Disposable {
  protected readonly probe: SubjectContext
  protected readonly intervalMs: number
  protected readonly aborting = new AbortController()
  protected readonly inside = new AsyncLocalStorage<true>()
  protected timer: NodeJS.Timeout | undefined
  protected inFlight: Promise<void> | undefined
  protected dropped = false
  protected completion: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.intervalMs = intervalMs
  }

  begin(): this {
    this.timer = setInterval(() => this.tick(), this.intervalMs)
    return this
  }

  protected tick(): void {
    if (!this.inFlight) void this.launch()
  }

  /** In flight before the work is called, since the work may itself call `shutdown()`. */
  protected launch(): Promise<void> {
    let settle = (): void => {}
    this.inFlight = new Promise((resolve) => {
      settle = resolve
    })
    return this.run().then(() => {
      this.inFlight = undefined
      settle()
    })
  }

  protected async run(): Promise<void> {
    try {
      await this.inside.run(true, () => this.call())
    } catch (cause) {
      if (!this.dropped) this.report(cause)
    }
  }

  protected call(): unknown {
    return this.probe.work(this.aborting.signal)
  }

  protected report(cause: unknown): void {
    try {
      this.probe.logger.error('run failed', cause)
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
    this.halt()
    await this.settle()
    this.announce()
  }

  protected halt(): void {
    clearInterval(this.timer)
  }

  protected async settle(): Promise<void> {
    await this.inFlight
  }

  protected announce(): void {
    this.probe.logger.info('shutdown complete')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.dropped || this.completion) return
    this.dropped = true
    this.abort()
    this.warn()
  }

  protected abort(): void {
    this.halt()
    this.aborting.abort()
  }

  protected warn(): void {
    this.probe.logger.warn('dropped without shutdown() - aborting')
  }
}

/** Makes a subject of a class of managers. */
export function intervalSubject<M extends IntervalManager>(
  name: string,
  Manager: new (probe: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (probe) => new Manager(probe, 1000).begin(),
  }
}
