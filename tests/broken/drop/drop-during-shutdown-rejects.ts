/** Breaks DROP-06: a drop makes the pending shutdown reject. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class DropDuringShutdownRejects extends LoopManager {
  private interrupt: (reason: Error) => void = () => {}

  protected override async settle(): Promise<void> {
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.interrupt = reject
    })
    await Promise.race([super.settle(), interrupted])
  }

  override [Symbol.dispose](): void {
    this.interrupt(new Error('disposed while shutting down'))
    super[Symbol.dispose]()
  }
}

export const subject = loopSubject('drop-during-shutdown-rejects', DropDuringShutdownRejects)
