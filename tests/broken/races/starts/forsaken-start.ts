/** Breaks EXPLORE-08: a shutdown clears the timer that the start waits for, and whoever awaits start() waits for ever. */
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class WarmUp extends StartableManager {
  #pause: NodeJS.Timeout | undefined
  protected goOn: () => void = () => {}

  protected override async connect(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.goOn = resolve
      this.#pause = setTimeout(resolve, 250)
    })
  }

  protected override halt(): void {
    clearTimeout(this.#pause)
    super.halt()
  }

  protected override async settle(): Promise<void> {
    await this.inFlight
  }
}

class Mended extends WarmUp {
  protected override halt(): void {
    super.halt()
    this.goOn()
  }
}

export const subject = startableSubject('warm-up', WarmUp)
export const mended = startableSubject('warm-up, mended', Mended)
