import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

interface Events {
  tick: []
  idle: []
  failure: [cause: unknown]
  stopped: []
  dropped: []
}

/** A correct owned manager whose parts talk by events; `wire` and the methods are there to be overridden. */
export class EmitterManager extends EventEmitter<Events> implements Disposable {
  protected readonly probe: SubjectContext
  protected readonly abort = new AbortController()
  protected readonly inside = new AsyncLocalStorage<true>()
  protected readonly timer: NodeJS.Timeout
  protected busy = false
  protected phase: 'on' | 'stopping' | 'stopped' | 'dropped' = 'on'

  constructor(probe: SubjectContext, intervalMs: number) {
    super()
    this.setMaxListeners(0)
    this.probe = probe
    this.wire()
    this.timer = setInterval(() => this.emit('tick'), intervalMs)
  }

  protected wire(): void {
    this.on('tick', () => void this.run())
    this.on('failure', (cause) => this.report(cause))
    this.on('idle', () => this.stopWhenIdle())
    this.on('stopped', () => this.probe.logger.info('shutdown complete'))
    this.on('dropped', () => this.probe.logger.warn('dropped without shutdown() - aborting'))
  }

  protected async run(): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await this.inside.run(true, () => this.probe.work(this.abort.signal))
    } catch (cause) {
      if (this.phase !== 'dropped') this.emit('failure', cause)
    }
    this.busy = false
    this.emit('idle')
  }

  protected report(cause: unknown): void {
    try {
      this.probe.logger.error('run failed', cause)
    } catch {
      // A logger that throws does not end the loop.
    }
  }

  protected stopWhenIdle(): void {
    if (this.phase !== 'stopping' || this.busy) return
    this.phase = 'stopped'
    this.emit('stopped')
  }

  shutdown(): Promise<void> {
    if (this.phase === 'on') {
      this.phase = 'stopping'
      clearInterval(this.timer)
      this.stopWhenIdle()
    }
    if (this.phase !== 'stopping' || this.inside.getStore()) return Promise.resolve()
    return new Promise((resolve) => this.once('stopped', resolve))
  }

  [Symbol.dispose](): void {
    if (this.phase !== 'on') return
    this.phase = 'dropped'
    clearInterval(this.timer)
    this.abort.abort()
    this.emit('dropped')
  }
}

/** Makes a subject of a class of managers. */
export function emitterSubject<M extends EmitterManager>(
  name: string,
  Manager: new (probe: SubjectContext, intervalMs: number) => M,
): Subject<M> {
  return {
    name,
    ownership: 'owned',
    intervalMs: 1000,
    create: (probe) => new Manager(probe, 1000),
  }
}
