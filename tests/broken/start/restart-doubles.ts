/** Breaks START-05: each restart() adds a loop to the one that it has begun before. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class RestartDoubles extends StartableManager {
  readonly #timers: NodeJS.Timeout[] = []

  override begin(): this {
    this.#timers.push(setInterval(() => this.tick(), this.intervalMs))
    return this
  }

  protected override halt(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
  }

  override async restart(): Promise<void> {
    await super.restart()
    this.begin()
  }
}

export const subject = startableSubject('restart-doubles', RestartDoubles)
