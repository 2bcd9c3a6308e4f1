/** Breaks CLONE-03: the first handle to go takes the task with it. Also CLONE-05 and CLONE-08. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class AnyDropAborts extends SharedHandle {
  override clone(): SharedHandle {
    return new AnyDropAborts(this.task)
  }

  override [Symbol.dispose](): void {
    this.leave()
    this.task.abort()
  }
}

export const subject = sharedSubject('any-drop-aborts', AnyDropAborts)
