/** Breaks STOP-02: resolves while the run is still in flight. Also every rule that waits for a run. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class NoAwait extends IntervalManager {
  protected override async settle(): Promise<void> {}
}

export const subject = intervalSubject('no-await', NoAwait)
