/** Breaks EXPLORE-02: a drop that comes while the old child exits does not keep a new one from being started. */
import { ChildReplacer } from '../../correct/real/replaces-its-child.ts'
import { recoveringSubject } from '../bases/recovering-manager.ts'

class ChildReplacedLate extends ChildReplacer {
  protected override async recover(): Promise<void> {
    const { line } = this
    this.line = undefined
    if (line !== undefined) await this.disconnect(line)
    this.line = await this.connect()
  }
}

export const subject = recoveringSubject('child-replaced-late', ChildReplacedLate)
