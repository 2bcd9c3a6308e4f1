/** Breaks LEAK-03: every run is handed a signal of its own, whose listener keeps it for as long as the manager lives. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DependentSignalPerTick extends IntervalManager {
  aborted = false

  protected override call(): unknown {
    const signal = AbortSignal.any([this.aborting.signal, new AbortController().signal])
    signal.addEventListener('abort', () => {
      this.aborted = true
    })
    return this.probe.work(signal)
  }
}

export const subject = intervalSubject('dependent-signal-per-tick', DependentSignalPerTick)
