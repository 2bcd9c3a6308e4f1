/** Breaks LEAK-04: listens for SIGTERM, and still does when it has stopped. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ProcessListenerLeft extends LoopManager {
  override begin(): this {
    process.on('SIGTERM', () => void this.shutdown())
    return super.begin()
  }
}

export const subject = loopSubject('process-listener-left', ProcessListenerLeft)
