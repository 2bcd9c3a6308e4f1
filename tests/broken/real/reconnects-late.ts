/** Breaks EXPLORE-02: a connection that is under way at a drop is kept once it is there. */
import { Reconnector } from '../../correct/real/reconnects.ts'
import { recoveringSubject } from '../bases/recovering-manager.ts'

class ReconnectsLate extends Reconnector {
  protected override async recover(): Promise<void> {
    const { line } = this
    this.line = undefined
    if (line !== undefined) await this.disconnect(line)
    if (!this.isEnded) this.line = await this.connect()
  }
}

export const subject = recoveringSubject('reconnects-late', ReconnectsLate)
