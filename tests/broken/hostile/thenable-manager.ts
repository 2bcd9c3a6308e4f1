/** A manager that has a `then` which calls nobody back: awaiting `create` never ends. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

class ThenableManager extends IntervalManager {
  steps: unknown[] = []

  then(step: unknown): this {
    this.steps.push(step)
    return this
  }
}

export const subject: Subject<ThenableManager> = {
  name: 'thenable-manager',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new ThenableManager(probe, 1000).begin(),
}
