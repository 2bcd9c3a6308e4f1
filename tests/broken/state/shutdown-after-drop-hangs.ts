/** Breaks STATE-01: a shutdown after a drop waits for an end that the abort has taken away. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ShutdownAfterDropHangs extends LoopManager {
  protected override afterDrop(): Promise<void> {
    return new Promise(() => {})
  }
}

export const subject = loopSubject('shutdown-after-drop-hangs', ShutdownAfterDropHangs)
