/** Breaks CLONE-05: a handle dropped twice is counted twice. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { SharedTask } from '../bases/shared-manager.ts'

interface Handle extends Disposable {
  clone(): Handle
  shutdown(): Promise<void>
}

function share(probe: SubjectContext): Handle {
  const task = new SharedTask(probe, 1000).begin()
  let count = 0
  function createHandle(): Handle {
    count += 1
    return {
      clone: createHandle,
      shutdown: () => task.stop(),
      [Symbol.dispose]() {
        count -= 1
        if (count === 0) task.abort()
      },
    }
  }
  return createHandle()
}

export const subject: Subject<Handle> = {
  name: 'double-decrement',
  ownership: 'shared',
  intervalMs: 1000,
  create: share,
}
