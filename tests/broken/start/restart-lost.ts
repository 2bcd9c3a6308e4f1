/** Breaks START-05: a restart() that comes while the shutdown is pending is forgotten. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class RestartLost extends StartableManager {
  #isStopping = false

  protected override async settle(): Promise<void> {
    this.#isStopping = true
    await super.settle()
    this.#isStopping = false
  }

  override async restart(): Promise<void> {
    if (this.#isStopping) return
    await super.restart()
  }
}

export const subject = startableSubject('restart-lost', RestartLost)
