import type { TimelineEvent } from '../model/report.ts'
import type { Trial } from './trial.ts'

/** A cleanup callback whose calls are counted, and which can be held. */
export class Cleanup {
  readonly started: TimelineEvent[] = []
  readonly #trial: Trial
  #gate: Promise<void> | undefined
  #open: () => void = () => {}

  constructor(trial: Trial) {
    this.#trial = trial
  }

  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  release(): void {
    this.#open()
  }

  readonly call = async (): Promise<void> => {
    const n = this.started.length
    const place = { lane: 'cleanup', begins: n, label: 'cleanup' }
    this.started.push(this.#trial.note('cleanup started', place))
    await this.#gate
    this.#trial.note('cleanup done', { lane: 'cleanup', ends: n })
  }
}
