import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

const MAX_DELAY_MS = 2 ** 31 - 1

/** A correct owned manager, an async loop; each step is there to be overridden by one that is not. */
export class LoopManager implements Disposable {
  protected readonly probe: SubjectContext
  protected readonly intervalMs: number
  protected readonly stopping = new AbortController()
  protected readonly aborting = new AbortController()
  protected readonly inside = new AsyncLocalStorage<true>()
  protected dropped = false
  protected forced = false
  protected ended: Promise<void> = Promise.resolve()
  protected completion: Promise<void> | undefined
  protected cleanup: (() => unknown) | undefined
  protected force: () => void = () => {}
  protected readonly forcing: Promise<void>

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.intervalMs = intervalMs
    this.forcing = new Promise((resolve) => {
      this.force = resolve
    })
  }

  begin(): this {
    this.ended = this.loop()
    return this
  }

  protected async loop(): Promise<void> {
    while (this.mayRun()) {
      await this.sleep()
      if (this.mayRun()) await this.run()
    }
  }

  protected mayRun(): boolean {
    return !this.stopping.signal.aborted
  }

  protected async sleep(): Promise<void> {
    await sleep(this.intervalMs, undefined, { signal: this.stopping.signal }).catch(() => {})
  }

  protected async run(): Promise<void> {
    try {
      await this.inside.run(true, () => this.call())
    } catch (cause) {
      if (!this.aborting.signal.aborted) this.report(cause)
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
    if (this.dropped) return this.afterDrop()
    this.requestStop()
    this.completion ??= this.finish()
    return this.inside.getStore() ? Promise.resolve() : this.completion
  }

  protected requestStop(): void {
    this.stopping.abort()
  }

  protected afterDrop(): Promise<void> {
    return Promise.resolve()
  }

  protected async finish(): Promise<void> {
    await this.settle()
    const clean = await this.cleanUp()
    if (this.forced) this.announceForced()
    else if (clean) this.announce()
  }

  protected async settle(): Promise<void> {
    await Promise.race([this.ended, this.forcing])
  }

  protected announce(): void {
    this.probe.logger.info('shutdown complete')
  }

  protected announceForced(): void {
    this.probe.logger.warn('run aborted at the timeout')
  }

  async shutdownWithin(timeoutMs: number): Promise<void> {
    const deadline = setTimeout(() => this.expire(), Math.min(timeoutMs, MAX_DELAY_MS))
    try {
      await this.shutdown()
    } finally {
      this.clearDeadline(deadline)
    }
  }

  protected clearDeadline(deadline: NodeJS.Timeout): void {
    clearTimeout(deadline)
  }

  protected expire(): void {
    this.forced = true
    this.aborting.abort()
    this.force()
  }

  shutdownWith(cleanup: () => unknown): Promise<void> {
    this.cleanup ??= cleanup
    return this.shutdown()
  }

  protected async cleanUp(): Promise<boolean> {
    try {
      await this.inside.run(true, async () => this.cleanup?.())
      return true
    } catch (cause) {
      this.report(cause)
      return false
    }
  }

  [Symbol.asyncDispose](): Promise<unknown> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.dropped || this.completion) return
    this.dropped = true
    this.abort()
    this.warn()
  }

  protected abort(): void {
    this.stopping.abort()
    this.aborting.abort()
  }

  protected warn(): void {
    this.probe.logger.warn('dropped without shutdown() - aborting')
  }
}

/** Makes a subject of a class of managers; the extensions are left out unless asked for. */
export function loopSubject<M extends LoopManager>(
  name: string,
  Manager: new (probe: SubjectContext, intervalMs: number) => M,
  ...extensions: ('shutdownWithin' | 'shutdownWith')[]
): Subject<M> {
  const subject: Subject<M> = {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (probe) => new Manager(probe, 1000).begin(),
  }
  if (extensions.includes('shutdownWithin'))
    subject.shutdownWithin = (manager, timeoutMs) => manager.shutdownWithin(timeoutMs)
  if (extensions.includes('shutdownWith'))
    subject.shutdownWith = (manager, cleanup) => manager.shutdownWith(cleanup)
  return subject
}
