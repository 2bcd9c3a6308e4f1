/** Breaks EXPLORE-07: a handle that is cloned while the files are closed takes the end for granted. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Copies files, and closes them at the end. */
class Copier extends SharedTask {
  isClosing = false

  protected override async finish(): Promise<void> {
    clearInterval(this.timer)
    await this.inFlight
    this.isClosing = true
    for (let file = 0; file < 3; file += 1) await this.closeFile()
    this.probe.logger.info('files closed')
  }

  protected async closeFile(): Promise<void> {
    await Promise.resolve()
  }
}

class CopierHandle extends SharedHandle {
  declare readonly task: Copier
  readonly #isStopped = this.isBornStopped()

  protected isBornStopped(): boolean {
    return this.task.isClosing
  }

  override clone(): SharedHandle {
    return new CopierHandle(this.task)
  }

  override async shutdown(): Promise<void> {
    if (!this.#isStopped) await super.shutdown()
  }
}

class MendedHandle extends CopierHandle {
  protected override isBornStopped(): boolean {
    return false
  }

  override clone(): SharedHandle {
    return new MendedHandle(this.task)
  }
}

export const subject = sharedSubject('copier', CopierHandle, Copier)
export const mended = sharedSubject('copier, mended', MendedHandle, Copier)
