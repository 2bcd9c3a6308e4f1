/** Takes every listener off the process when it stops, those of others too. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class RemovesListeners extends IntervalManager {
  protected override halt(): void {
    super.halt()
    process.removeAllListeners('unhandledRejection')
    process.removeAllListeners('uncaughtException')
    process.removeAllListeners('SIGTERM')
  }
}

export const subject = intervalSubject('removes-process-listeners', RemovesListeners)
