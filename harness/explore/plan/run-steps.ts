import type { Operation } from './operation.ts'
import type { RunRecord } from '../run/schedule-record.ts'

/** Between which steps of a schedule its runs were in flight. */
export class RunSteps {
  /** The first moment after each start, and after each end, in order of the runs. */
  readonly #flights: readonly { readonly from: number; readonly to: number }[]

  constructor(runs: readonly RunRecord[]) {
    this.#flights = runs.map(({ started, ended }) => ({
      from: started.step,
      to: ended?.step ?? Infinity,
    }))
  }

  /**
   * Whether a mishap comes to the same at a moment as at the one before: what the next run does is
   * noted, and read when that run starts. Nothing that runs in between can see the note.
   */
  isRepeated({ name }: Operation, at: number): boolean {
    if (name === 'throw') return this.#flights.every(({ from }) => from !== at)
    if (name !== 'reject' && name !== 'hang') return false
    // A run that is in flight fails, or hangs, there and then.
    return this.#flights.every(
      ({ from, to }) => from !== at && to !== at && !(from < at && at < to),
    )
  }

  /** The moment at which the run that a mishap befalls has started. */
  findStart({ name }: Operation, at: number): number {
    const next = this.#flights.find(({ from, to }) => from > at || (name !== 'throw' && at < to))
    return Math.max(at, next?.from ?? at)
  }
}
