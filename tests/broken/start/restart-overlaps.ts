/** Breaks START-05: a restart() during the shutdown runs beside the run that the shutdown waits for. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class RestartOverlaps extends StartableManager {
  override async restart(): Promise<void> {
    this.completion = undefined
    this.inFlight = undefined
    this.starting = undefined
    await this.start()
  }
}

export const subject = startableSubject('restart-overlaps', RestartOverlaps)
