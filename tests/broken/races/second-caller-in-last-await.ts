/** Breaks EXPLORE-03: a second call while the first one writes its last record is told that all is over. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

/** Ships an audit log, and closes it with a record of its own. */
class AuditShipper extends LoopManager {
  protected isStopped = false

  override shutdown(): Promise<void> {
    return this.isStopped ? Promise.resolve() : super.shutdown()
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    this.noteEnd()
    await this.writeLastRecord()
  }

  protected noteEnd(): void {
    this.isStopped = true
  }

  protected async writeLastRecord(): Promise<void> {
    await Promise.resolve()
  }
}

class Mended extends AuditShipper {
  protected override noteEnd(): void {
    // The promise that all callers share says when it is over.
  }
}

export const subject = loopSubject('audit-shipper', AuditShipper)
export const mended = loopSubject('audit-shipper, mended', Mended)
