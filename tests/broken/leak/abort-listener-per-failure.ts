/** Breaks LEAK-03: the abort listener of a run is removed after it, but not when it fails. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class AbortListenerPerFailure extends IntervalManager {
  protected override async call(): Promise<void> {
    const { signal } = this.aborting
    const run = new AbortController()
    const onAbort = (): void => run.abort()
    signal.addEventListener('abort', onAbort)
    await this.probe.work(run.signal)
    signal.removeEventListener('abort', onAbort)
  }
}

export const subject = intervalSubject('abort-listener-per-failure', AbortListenerPerFailure)
