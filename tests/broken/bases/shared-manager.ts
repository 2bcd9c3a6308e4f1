import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

/** The task behind the handles of a correct clone-shared manager. */
export class SharedTask {
  readonly probe: SubjectContext
  readonly intervalMs: number
  readonly handles = new Set<SharedHandle>()
  readonly aborting = new AbortController()
  readonly inside = new AsyncLocalStorage<true>()
  timer: NodeJS.Timeout | undefined
  inFlight: Promise<void> | undefined
  completion: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.probe = probe
    this.intervalMs = intervalMs
  }

  begin(): this {
    this.timer = setInterval(() => {
      if (!this.inFlight) this.start()
    }, this.intervalMs)
    return this
  }

  protected start(): void {
    let settle = (): void => {}
    this.inFlight = new Promise((resolve) => {
      settle = resolve
    })
    void this.run().then(() => {
      this.inFlight = undefined
      settle()
    })
  }

  protected async run(): Promise<void> {
    try {
      await this.inside.run(true, () => this.probe.work(this.aborting.signal))
    } catch (cause) {
      if (this.aborting.signal.aborted) return
      try {
        this.probe.logger.error('run failed', cause)
      } catch {
        // A logger that throws does not end the loop.
      }
    }
  }

  stop(): Promise<void> {
    if (this.aborting.signal.aborted) return Promise.resolve()
    this.completion ??= this.finish()
    return this.inside.getStore() ? Promise.resolve() : this.completion
  }

  protected async finish(): Promise<void> {
    clearInterval(this.timer)
    await this.inFlight
    this.probe.logger.info('shutdown complete')
  }

  abort(): void {
    if (this.completion || this.aborting.signal.aborted) return
    clearInterval(this.timer)
    this.aborting.abort()
    this.warn()
  }

  warn(): void {
    this.probe.logger.warn('last handle dropped without shutdown() - aborting')
  }
}

/** One of the handles; each step is there to be overridden by one that is wrong. */
export class SharedHandle implements Disposable {
  readonly task: SharedTask

  constructor(task: SharedTask) {
    this.task = task
    this.join()
  }

  protected join(): void {
    this.task.handles.add(this)
  }

  clone(): SharedHandle {
    return new SharedHandle(this.task)
  }

  shutdown(): Promise<void> {
    return this.task.stop()
  }

  [Symbol.dispose](): void {
    if (this.leave() && this.task.handles.size === 0) this.task.abort()
  }

  /** False when this handle has left before. */
  protected leave(): boolean {
    return this.task.handles.delete(this)
  }
}

/** Makes a subject of a class of handles, and one of tasks when that is where the defect sits. */
export function sharedSubject(
  name: string,
  Handle: new (task: SharedTask) => SharedHandle,
  Task: new (probe: SubjectContext, intervalMs: number) => SharedTask = SharedTask,
): Subject<SharedHandle> {
  return {
    name,
    ownership: 'shared',
    intervalMs: 1000,
    create: (probe) => new Handle(new Task(probe, 1000).begin()),
  }
}
