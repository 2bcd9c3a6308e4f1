import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** The loop and its state, which know nothing of the manager that is handed out. */
class Core {
  readonly stop = new AbortController()
  readonly abort = new AbortController()
  readonly probe: SubjectContext
  readonly loop: Promise<void>
  down: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.loop = this.run(intervalMs)
  }

  private async run(intervalMs: number): Promise<void> {
    const { signal } = this.stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.probe.work(this.abort.signal)
      } catch (error) {
        if (!this.abort.signal.aborted) this.report(error)
      }
    }
  }

  private report(error: unknown): void {
    try {
      this.probe.logger.error('session reaper: run failed', error)
    } catch {
      // Reap on.
    }
  }

  halt(reason: string): void {
    if (this.stop.signal.aborted) return
    this.stop.abort()
    this.abort.abort()
    this.probe.logger.warn(`session reaper ${reason} without shutdown()`)
  }
}

const collected = new FinalizationRegistry<Core>((core) => core.halt('garbage-collected'))

/** Stops even when nobody disposes of it: the registry is the net under the net. */
class SessionReaper implements Disposable, AsyncDisposable {
  readonly #core: Core

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#core = new Core(probe, intervalMs)
    collected.register(this, this.#core, this.#core)
  }

  shutdown(): Promise<void> {
    const core = this.#core
    collected.unregister(core)
    if (core.abort.signal.aborted) return Promise.resolve()
    core.stop.abort()
    core.down ??= core.loop.then(() => core.probe.logger.info('session reaper shut down'))
    return core.down
  }

  [Symbol.dispose](): void {
    collected.unregister(this.#core)
    this.#core.halt('dropped')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<SessionReaper> = {
  name: 'SessionReaper',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new SessionReaper(probe, 1000),
  capabilities: { gc: true },
}
