/** Breaks START-03: a start that fails half-way leaves the timer of its first half. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class HalfStartedLeak extends StartableManager {
  #renewal: NodeJS.Timeout | undefined

  protected override async open(): Promise<void> {
    this.#renewal = setInterval(() => {}, 5000)
    const lease = this.probe.resource('lease')
    await this.connect()
    if (!this.isOver) this.begin()
    lease.use()
    this.close = async () => lease.close()
  }

  protected close: () => Promise<void> = async () => {}

  protected override async settle(): Promise<void> {
    await this.starting
    clearInterval(this.#renewal)
    await super.settle()
    await this.close()
  }

  override shutdown(): Promise<void> {
    return this.timer === undefined && this.starting !== undefined
      ? this.starting.then(
          () => super.shutdown(),
          () => {},
        )
      : super.shutdown()
  }

  protected override abort(): void {
    clearInterval(this.#renewal)
    super.abort()
  }
}

export const subject = startableSubject('half-started-leak', HalfStartedLeak)
