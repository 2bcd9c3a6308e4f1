/** Breaks DROP-08 and DROP-09: having stopped everything, dispose throws. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DisposeThrows extends IntervalManager {
  protected override warn(): void {
    super.warn()
    throw new Error('dropped without shutdown()')
  }
}

export const subject = intervalSubject('dispose-throws', DisposeThrows)
