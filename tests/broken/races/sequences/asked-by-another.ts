/** Breaks EXPLORE-07: while the books are closed only who asked for it knows; dropping the last handle that has not asked aborts. */
import { SharedHandle, SharedTask, sharedSubject } from '../../bases/shared-manager.ts'

/** Posts ledgers, and closes the books at the end. */
export class Ledger extends SharedTask {
  isClosing = false

  protected override async finish(): Promise<void> {
    clearInterval(this.timer)
    await this.inFlight
    this.isClosing = true
    await this.closeBooks()
    this.isClosing = false
    this.probe.logger.info('books closed')
  }

  protected async closeBooks(): Promise<void> {
    await Promise.resolve()
  }
}

class LedgerHandle extends SharedHandle {
  declare readonly task: Ledger
  #hasAsked = false

  override clone(): LedgerHandle {
    return new LedgerHandle(this.task)
  }

  override shutdown(): Promise<void> {
    this.#hasAsked = true
    return super.shutdown()
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    if (this.task.handles.size === 0 && this.task.isClosing && !this.#hasAsked) this.task.warn()
  }
}

class MendedHandle extends SharedHandle {
  override clone(): MendedHandle {
    return new MendedHandle(this.task)
  }
}

export const subject = sharedSubject('ledger', LedgerHandle, Ledger)
export const mended = sharedSubject('ledger, mended', MendedHandle, Ledger)
