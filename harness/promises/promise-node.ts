/** A promise that was made while they were traced. */
export class PromiseNode {
  /** Counts up in the order in which promises are made. */
  readonly number: number
  /** Whether it was made before the trace began: nothing is known of where. */
  readonly isForeign: boolean
  /** What an `await` or a `then()` that made this one waits for. */
  readonly parent: PromiseNode | undefined
  /** Where it was made, unless there were too many. */
  readonly site: Error | undefined
  /** The continuation in which it was made, as the number of that; 0 outside of any. */
  readonly run: number
  /** The first `await` of the same call of the function, for one that is not the first. */
  first: PromiseNode | undefined
  /** The promise that it was resolved with. */
  adopted: PromiseNode | undefined
  isSettled = false
  /** Whether an `await` made it of something that is no promise, and that has yet to call back. */
  isThenable = false

  constructor(parts: {
    number: number
    run: number
    parent?: PromiseNode | undefined
    site?: Error | undefined
    isForeign?: boolean
  }) {
    this.number = parts.number
    this.run = parts.run
    this.parent = parts.parent
    this.site = parts.site
    this.isForeign = parts.isForeign ?? false
  }
}
