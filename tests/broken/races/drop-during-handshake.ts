/** Breaks EXPLORE-04: while clones are counted anew, dropping one looks like dropping the last. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

/** Shares a lease among its handles: whoever joins makes all of them state their claim again. */
class SharedLease extends SharedTask {
  async rebalance(): Promise<void> {
    await Promise.resolve()
    const claims = [...this.handles]
    this.handles.clear()
    for (const handle of claims) {
      await Promise.resolve()
      this.handles.add(handle)
    }
  }
}

class LeaseHandle extends SharedHandle {
  declare readonly task: SharedLease
  #hasLeft = false

  protected override join(): void {
    super.join()
    void this.task.rebalance()
  }

  override clone(): LeaseHandle {
    return new LeaseHandle(this.task)
  }

  protected override leave(): boolean {
    if (this.#hasLeft) return false
    this.#hasLeft = true
    this.task.handles.delete(this)
    return true
  }
}

class MendedLease extends SharedLease {
  override async rebalance(): Promise<void> {
    // Who holds a handle is known at every moment; only the shares take a while.
    for (const _ of this.handles) await Promise.resolve()
  }
}

export const subject = sharedSubject('shared-lease', LeaseHandle, SharedLease)
export const mended = sharedSubject('shared-lease, mended', LeaseHandle, MendedLease)
