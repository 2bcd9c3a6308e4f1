/** Breaks START-04: a second start() starts a second loop. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class DoubleStart extends StartableManager {
  readonly #timers: NodeJS.Timeout[] = []

  override start(): Promise<void> {
    this.starting = this.open()
    return this.starting
  }

  override begin(): this {
    this.#timers.push(setInterval(() => this.tick(), this.intervalMs))
    return this
  }

  protected override halt(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
  }
}

export const subject = startableSubject('double-start', DoubleStart)
