/** Breaks START-03: a start that cannot open its lease keeps that to itself, and nothing ever runs. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class StartKeepsFailure extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (this.isOver) return
    try {
      const lease = this.probe.resource('lease')
      this.release = () => lease.close()
      this.begin()
    } catch {
      // Nobody is told.
    }
  }

  protected release: () => Promise<void> = async () => {}

  protected override async settle(): Promise<void> {
    await super.settle()
    await this.release()
  }

  protected override abort(): void {
    void this.release()
    super.abort()
  }
}

export const subject = startableSubject('start-keeps-failure', StartKeepsFailure)
