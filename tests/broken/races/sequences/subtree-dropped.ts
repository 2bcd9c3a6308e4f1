/** Breaks EXPLORE-07: with a handle all that were cloned from it are struck off the list, though they live. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Tails a file for viewers; each may open further ones. */
class Viewer extends SharedHandle {
  protected readonly opened: Viewer[] = []

  override clone(): SharedHandle {
    const viewer = this.open()
    this.opened.push(viewer)
    return viewer
  }

  protected open(): Viewer {
    return new Viewer(this.task)
  }

  protected override leave(): boolean {
    // The first one has opened the file for all.
    if (!this.isFirst) for (const viewer of this.opened) this.task.handles.delete(viewer)
    return super.leave()
  }

  protected readonly isFirst = this.task.handles.size === 1
}

class MendedViewer extends Viewer {
  protected override open(): Viewer {
    return new MendedViewer(this.task)
  }

  protected override leave(): boolean {
    return this.task.handles.delete(this)
  }
}

export const subject = sharedSubject('tail', Viewer, SharedTask)
export const mended = sharedSubject('tail, mended', MendedViewer, SharedTask)
