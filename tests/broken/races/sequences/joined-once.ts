/** Breaks EXPLORE-07: of the handles that are cloned in one turn only the first is counted. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Watches a queue for its subscribers, and tells all of them once that one has joined. */
class Watch extends SharedTask {
  isTelling = false

  tell(): void {
    this.isTelling = true
    queueMicrotask(() => {
      this.isTelling = false
    })
  }
}

class Subscriber extends SharedHandle {
  declare readonly task: Watch

  protected override join(): void {
    if (this.task.handles.size > 0 && this.isTold()) return
    super.join()
  }

  protected isTold(): boolean {
    if (this.task.isTelling) return true
    this.task.tell()
    return false
  }

  override clone(): SharedHandle {
    return new Subscriber(this.task)
  }
}

class MendedSubscriber extends Subscriber {
  protected override isTold(): boolean {
    super.isTold()
    return false
  }

  override clone(): SharedHandle {
    return new MendedSubscriber(this.task)
  }
}

export const subject = sharedSubject('watch', Subscriber, Watch)
export const mended = sharedSubject('watch, mended', MendedSubscriber, Watch)
