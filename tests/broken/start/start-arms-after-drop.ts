/** Breaks START-02: a start that is under way arms the timer although the manager was dropped. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class StartArmsAfterDrop extends StartableManager {
  protected override async open(): Promise<void> {
    await this.connect()
    if (this.completion === undefined) this.begin()
  }
}

export const subject = startableSubject('start-arms-after-drop', StartArmsAfterDrop)
