/** Breaks EXPLORE-01: a file that has been read after shutdown() sets the timer for the next run. */
import { SettingsReader } from '../../correct/real/reads-its-settings.ts'
import { recoveringSubject } from '../bases/recovering-manager.ts'

class ReadsTooLate extends SettingsReader {
  protected override async recover(): Promise<void> {
    this.line = await this.connect()
    // The loop sets one, too, as long as the task has not ended.
    if (this.isEnded) this.arm()
  }
}

export const subject = recoveringSubject('reads-too-late', ReadsTooLate)
