/** Breaks EXPLORE-01: a shutdown() that comes while the old thread exits ends that one, and not the new one. */
import { ThreadReplacer } from '../../correct/real/replaces-its-thread.ts'
import { recoveringSubject } from '../bases/recovering-manager.ts'

class ThreadReplacedLate extends ThreadReplacer {
  protected override async recover(): Promise<void> {
    if (this.line !== undefined) await this.disconnect(this.line)
    this.line = await this.connect()
  }

  protected override async settle(): Promise<void> {
    const { line } = this
    await this.running
    if (line !== undefined) await this.disconnect(line)
  }
}

export const subject = recoveringSubject('thread-replaced-late', ThreadReplacedLate)
