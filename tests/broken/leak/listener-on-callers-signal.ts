/** Breaks LEAK-03: listens on the application's own signal, which outlives it, once per manager and for ever. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

const application = new AbortController()

class OnCallersSignal extends IntervalManager {
  listen(signal: AbortSignal): this {
    signal.addEventListener('abort', () => this[Symbol.dispose]())
    return this
  }
}

export const subject: Subject<OnCallersSignal> = {
  name: 'listener-on-callers-signal',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new OnCallersSignal(probe, 1000).listen(application.signal).begin(),
}
