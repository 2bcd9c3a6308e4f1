/** Breaks EXPLORE-07: a pool that somebody has left is refilled for who comes, also when it was shut down meanwhile. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Keeps connections warm, and is refilled for newcomers when somebody has left. */
class WarmPool extends SharedTask {
  hasVacancy = false

  refill(): void {
    if (!this.hasVacancy || !this.mayRefill()) return
    this.hasVacancy = false
    clearInterval(this.timer)
    this.begin()
  }

  protected mayRefill(): boolean {
    return !this.aborting.signal.aborted
  }
}

class MendedPool extends WarmPool {
  protected override mayRefill(): boolean {
    return super.mayRefill() && this.completion === undefined
  }
}

class PoolHandle extends SharedHandle {
  declare readonly task: WarmPool

  override clone(): SharedHandle {
    this.task.refill()
    return new PoolHandle(this.task)
  }

  protected override leave(): boolean {
    this.task.hasVacancy = true
    return super.leave()
  }
}

const Handle = PoolHandle
export const subject = sharedSubject('warm-pool', Handle, WarmPool)
export const mended = sharedSubject('warm-pool, mended', Handle, MendedPool)
