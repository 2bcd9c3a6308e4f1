/** Breaks EXPLORE-01: a shutdown between the look at the flag and the wait for the next turn wakes nobody, and hangs. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

/** Polls a table once in a turn, and notes how far it has read. */
class TablePoller extends LoopManager {
  protected cursor = 0
  #ticker: NodeJS.Timeout | undefined
  #wake: () => void = () => {}

  override begin(): this {
    this.#ticker = setInterval(() => this.#wake(), this.intervalMs)
    return super.begin()
  }

  protected override async loop(): Promise<void> {
    for (;;) {
      await this.nextTurn()
      if (!this.mayRun()) return
      await this.run()
      if (!this.mayRun()) return
      await this.saveCursor()
    }
  }

  protected nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  protected async saveCursor(): Promise<void> {
    this.cursor += 1
    await Promise.resolve()
  }

  protected override requestStop(): void {
    super.requestStop()
    this.#halt()
  }

  protected override abort(): void {
    super.abort()
    this.#halt()
  }

  #halt(): void {
    clearInterval(this.#ticker)
    this.#wake()
  }
}

class Mended extends TablePoller {
  protected override nextTurn(): Promise<void> {
    return this.mayRun() ? super.nextTurn() : Promise.resolve()
  }
}

export const subject = loopSubject('table-poller', TablePoller)
export const mended = loopSubject('table-poller, mended', Mended)
