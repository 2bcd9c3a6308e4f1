/** Breaks EXPLORE-04: a clone made between the end of the last run and the closing of the pool finds it at rest, and wakes it. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

/** Sweeps a pool of sessions; a pool at rest is woken by who joins it. */
class SessionPool extends SharedTask {
  isClosed = false

  get isAtRest(): boolean {
    return this.timer === undefined && this.inFlight === undefined && !this.isClosed
  }

  protected override async finish(): Promise<void> {
    clearInterval(this.timer)
    await this.inFlight
    this.timer = undefined
    await this.persist()
    this.isClosed = true
    this.probe.logger.info('session pool closed')
  }

  protected async persist(): Promise<void> {
    await Promise.resolve()
  }
}

class MendedPool extends SessionPool {
  override get isAtRest(): boolean {
    return super.isAtRest && this.completion === undefined
  }
}

class SessionHandle extends SharedHandle {
  declare readonly task: SessionPool

  override clone(): SessionHandle {
    if (this.task.isAtRest) this.task.begin()
    return new SessionHandle(this.task)
  }
}

export const subject = sharedSubject('session-pool', SessionHandle, SessionPool)
export const mended = sharedSubject('session-pool, mended', SessionHandle, MendedPool)
