/** Breaks EXPLORE-07: each caller turns the warning over, off and on again; a drop after two of them aborts the run. */
import { LoopManager, loopSubject } from '../../bases/loop-manager.ts'

/** Compacts a log, and is armed against being forgotten. */
class Compactor extends LoopManager {
  protected isArmed = true

  override shutdown(): Promise<void> {
    if (!this.dropped) this.disarm()
    return super.shutdown()
  }

  protected disarm(): void {
    this.isArmed = !this.isArmed
  }

  override [Symbol.dispose](): void {
    if (this.dropped || !this.isArmed) return
    this.dropped = true
    this.abort()
    this.warn()
  }
}

class Mended extends Compactor {
  protected override disarm(): void {
    this.isArmed = false
  }
}

export const subject = loopSubject('compactor', Compactor)
export const mended = loopSubject('compactor, mended', Mended)
