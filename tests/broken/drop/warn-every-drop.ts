/** Breaks DROP-03: each further drop warns again. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class WarnEveryDrop extends IntervalManager {
  override [Symbol.dispose](): void {
    if (this.dropped) this.warn()
    super[Symbol.dispose]()
  }
}

export const subject = intervalSubject('warn-every-drop', WarnEveryDrop)
