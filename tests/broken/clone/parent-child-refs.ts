/** Breaks CLONE-08: dropping a clone drops the clones that were made from it. */
import { SharedHandle, type SharedTask, sharedSubject } from '../bases/shared-manager.ts'

class ParentChildRefs extends SharedHandle {
  private readonly children: SharedHandle[] = []
  private readonly isRoot: boolean

  constructor(task: SharedTask, isRoot = true) {
    super(task)
    this.isRoot = isRoot
  }

  override clone(): SharedHandle {
    const child = new ParentChildRefs(this.task, false)
    this.children.push(child)
    return child
  }

  override [Symbol.dispose](): void {
    if (!this.isRoot) for (const child of this.children) child[Symbol.dispose]()
    super[Symbol.dispose]()
  }
}

export const subject = sharedSubject('parent-child-refs', ParentChildRefs)
