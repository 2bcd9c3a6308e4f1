/** Breaks EXPLORE-08: a start whose first run fails goes on with the loop, without another look at the flag. */
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

/** Is up once it has run for the first time, well or not. */
class Importer extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (this.isOver) return
    let hasFailed = false
    this.inFlight = this.runFirst().catch((error: unknown) => {
      hasFailed = true
      if (!this.dropped) this.report(error)
    })
    await this.inFlight
    this.inFlight = undefined
    if (this.goesOn(hasFailed)) this.begin()
  }

  protected async runFirst(): Promise<void> {
    await this.probe.work(this.aborting.signal)
  }

  protected goesOn(hasFailed: boolean): boolean {
    return hasFailed ? !this.dropped : !this.isOver
  }
}

class Mended extends Importer {
  protected override goesOn(): boolean {
    return !this.isOver
  }
}

export const subject = startableSubject('importer', Importer)
export const mended = startableSubject('importer, mended', Mended)
