/** Breaks START-01: a start that is under way arms the timer although the manager was shut down. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class StartGoesOn extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (!this.dropped) this.begin()
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
  }
}

export const subject = startableSubject('start-goes-on-after-stop', StartGoesOn)
