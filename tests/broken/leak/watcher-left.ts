/** Breaks LEAK-06: a drop does not close the watcher that shutdown closes. */
import { type FSWatcher, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class WatcherLeft extends IntervalManager {
  private watcher: FSWatcher | undefined

  override begin(): this {
    this.watcher = watch(tmpdir(), { persistent: true })
    return super.begin()
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    this.watcher?.close()
  }
}

export const subject = intervalSubject('watcher-left', WatcherLeft)
