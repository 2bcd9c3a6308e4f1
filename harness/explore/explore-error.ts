import { createStack } from '../stack/create-stack.ts'
import type { ExploreFailure } from './explore-report.ts'

/** Thrown if a subject cannot be explored. The message gives the reason. */
export class NotExplorable extends Error {
  override readonly name = 'NotExplorable'
  readonly verdict: 'not-deterministic' | 'refused'

  constructor(verdict: 'not-deterministic' | 'refused', reason: string) {
    super(reason)
    this.verdict = verdict
  }
}

/** Thrown if a manager breaks a promise of the pattern at some moment. */
export class ExploreError extends Error {
  override readonly name = 'ExploreError'
  // Private: runners print the properties of an error, and the message says it all.
  readonly #failure: ExploreFailure

  /** @param message the failure, formatted for people */
  constructor(message: string, failure: ExploreFailure) {
    super(message)
    this.#failure = failure
    this.stack = createStack(this, failure.frame)
  }

  /** The failure as data. */
  get failure(): ExploreFailure {
    return this.#failure
  }

  /** Keeps runners from printing the record too: the message already contains it. */
  toJSON(): object {
    const { name, message, stack } = this
    return { name, message, stack }
  }
}
