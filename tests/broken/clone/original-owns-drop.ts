/** Breaks CLONE-04: only the first handle can abort, and it does not while there are others; so where it goes first, the last one aborts nothing. Also CLONE-05 and CLONE-08. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { SharedTask } from '../bases/shared-manager.ts'

interface View {
  clone(): View
  shutdown(): Promise<void>
  [Symbol.dispose](): void
}

function createOriginal(probe: SubjectContext, intervalMs: number): View {
  const task = new SharedTask(probe, intervalMs).begin()
  let clones = 0

  function clone(): View {
    let live = true
    clones += 1
    return {
      clone,
      shutdown: () => task.stop(),
      [Symbol.dispose]() {
        if (live) clones -= 1
        live = false
      },
    }
  }

  return {
    clone,
    shutdown: () => task.stop(),
    [Symbol.dispose]() {
      if (clones === 0) task.abort()
    },
  }
}

export const subject: Subject<View> = {
  name: 'original-owns-drop',
  ownership: 'shared',
  intervalMs: 1000,
  create: (probe) => createOriginal(probe, 1000),
}
