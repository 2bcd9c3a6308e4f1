import { createStack } from '../stack/create-stack.ts'
import type { ExploreFailure } from './explore-report.ts'

/** Thrown where a subject cannot be explored, with the reason. */
export class NotExplorable extends Error {
  override readonly name = 'NotExplorable'
  readonly verdict: 'not-deterministic' | 'refused'

  constructor(verdict: 'not-deterministic' | 'refused', reason: string) {
    super(reason)
    this.verdict = verdict
  }
}

/** A promise of the pattern that a manager breaks at some moment, as an error. */
export class ExploreError extends Error {
  override readonly name = 'ExploreError'
  // Private: runners print the properties of an error, and the message says it all.
  readonly #failure: ExploreFailure

  /** @param message the failure as people read it */
  constructor(message: string, failure: ExploreFailure) {
    super(message)
    this.#failure = failure
    this.stack = createStack(this, failure.frame)
  }

  /** The record. */
  get failure(): ExploreFailure {
    return this.#failure
  }

  /** What runners print of it: not the record as well, which the message has told. */
  toJSON(): object {
    const { name, message, stack } = this
    return { name, message, stack }
  }
}
