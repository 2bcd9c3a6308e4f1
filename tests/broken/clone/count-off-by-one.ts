/** Breaks CLONE-03: aborts when one handle is left, not when none is. Also CLONE-05 and CLONE-08. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class OffByOne extends SharedHandle {
  override clone(): SharedHandle {
    return new OffByOne(this.task)
  }

  override [Symbol.dispose](): void {
    if (this.leave() && this.task.handles.size <= 1) this.task.abort()
  }
}

export const subject = sharedSubject('count-off-by-one', OffByOne)
