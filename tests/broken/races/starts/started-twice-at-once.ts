/** Breaks EXPLORE-08: a second start() while the first is under way arms a second timer, which nobody clears. */
import { StartableManager, startableSubject } from '../../bases/startable-manager.ts'

class CacheRefresher extends StartableManager {
  override start(): Promise<void> {
    if (this.timer !== undefined) return Promise.resolve()
    this.starting = this.open()
    return this.starting
  }

  override async restart(): Promise<void> {
    await this.completion
    this.timer = undefined
    await super.restart()
  }
}

class Mended extends CacheRefresher {
  override begin(): this {
    return this.timer === undefined ? super.begin() : this
  }
}

export const subject = startableSubject('cache-refresher', CacheRefresher)
export const mended = startableSubject('cache-refresher, mended', Mended)
