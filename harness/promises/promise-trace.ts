// promises/ follows which promise waits for which and where each was made. Of a hang it names the chain of awaits
// and the promise at its end.

import { hookPromises } from '../platform/promise-hooks.ts'
import { createStamp } from '../platform/create-stamp.ts'
import { findFrames, findOrigin, haveSameCallers, PromiseNode } from './promise-node.ts'
import { captureBelow, STACK_FRAMES } from '../stack/call-sites.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Stacks that are taken to begin with. */
const SITES = 4000
/** Stacks that may be taken between two calls of {@link PromiseTrace.endTurn}. */
const SITES_PER_TURN = 40
/** How many jobs of an endless chain are traced. */
const LAST_JOBS = 10
/** After how many more the one who is told of a chain is told again. */
const JOBS_BETWEEN_CALLS = 1000
/** Pending promises that are kept; what is made beyond is not traced. */
const MAX_PENDING = 20_000
/** What the tracer's own continuations make. */
const OURS = new PromiseNode({ number: 0, run: 0 })
/** How many promises are noted before those that have settled are dropped. */
const FIRST_COMPACTION = 256

/**
 * Traces who waits for which promise, and where each was made, from {@link PromiseTrace.start} on.
 *
 * A stack for each promise costs some microseconds: traced is what one test makes, or one schedule
 * that has failed, never everything.
 */
export class PromiseTrace {
  readonly #stamp = createStamp<PromiseNode>()
  #nodes: PromiseNode[] = []
  #compactAt = FIRST_COMPACTION
  #count = 0
  #sites = SITES
  #current: PromiseNode | undefined
  #run = 0
  #jobs = 0
  #maxJobs = Infinity
  #onEndless: ((latest: readonly PromiseNode[]) => void) | undefined
  #latest: PromiseNode | undefined
  #hasSkipped = false
  #stop: (() => void) | undefined

  start(): void {
    this.#stop = hookPromises({
      init: this.#onInit,
      before: this.#onBefore,
      after: () => {
        this.#current = undefined
      },
      settled: (promise) => {
        const node = this.#stamp.read(promise)
        if (node !== undefined) node.isSettled = true
      },
    })
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  /** Runs `body`, and traces neither what it makes nor what comes of it. */
  leaveOut<T>(body: () => T): T {
    this.#current = OURS
    try {
      return body()
    } finally {
      this.#current = undefined
    }
  }

  /** Continuations since the last {@link PromiseTrace.endTurn}. */
  get jobs(): number {
    return this.#jobs
  }

  /**
   * Calls `onEndless` right before the continuation that is one too many between two turns, and
   * again after each thousand more, with the
   * promises that were made last, the last one first.
   */
  limitJobs(maxJobs: number, onEndless: (latest: readonly PromiseNode[]) => void): void {
    this.#maxJobs = maxJobs
    this.#onEndless = onEndless
  }

  /** A turn of the event loop has gone by. */
  endTurn(): void {
    this.#jobs = 0
    if (this.#sites < SITES_PER_TURN) this.#sites = SITES_PER_TURN
  }

  /** What is known of a promise. */
  find(promise: object): PromiseNode {
    return this.#stamp.read(promise) ?? this.#note(promise)
  }

  /** What is pending, in the order in which it was made. */
  findPending(): readonly PromiseNode[] {
    this.#compact()
    return this.#nodes
  }

  // Properties, so that a stack can be cut off at them.
  readonly #onInit = (promise: object, parent?: object): void => {
    const current = this.#current
    if (current === OURS) {
      this.#stamp.write(promise, OURS)
      return
    }
    const waitsFor = parent === undefined ? undefined : this.#findParent(parent)
    if (this.#sites <= 0 || this.#nodes.length >= MAX_PENDING) {
      this.#hasSkipped = true
      return
    }
    this.#sites -= 1
    const node = new PromiseNode({
      number: (this.#count += 1),
      run: this.#run,
      parent: waitsFor,
      site: captureBelow(this.#onInit, STACK_FRAMES.promise) as Error,
    })
    // An `await` makes a promise of a thenable, and then waits for that.
    if (waitsFor !== undefined && waitsFor === this.#latest && !waitsFor.isSettled)
      waitsFor.isThenable ||= isSameAwait(waitsFor, node)
    this.#latest = node
    this.#stamp.write(promise, node)
    this.#keep(node)
    if (waitsFor !== undefined && current !== undefined) placeInRun(node, current, waitsFor)
  }

  readonly #onBefore = (promise: object): void => {
    this.#current = this.#stamp.read(promise)
    if (this.#current === OURS) return
    this.#run += 1
    this.#jobs += 1
    if (this.#jobs < this.#maxJobs) return
    // The next few are traced, to tell who keeps it going.
    if (this.#jobs === this.#maxJobs) this.#sites = Math.max(this.#sites, SITES_PER_TURN)
    if ((this.#jobs - this.#maxJobs) % JOBS_BETWEEN_CALLS === LAST_JOBS)
      this.#onEndless?.(this.#nodes.slice(-LAST_JOBS).toReversed())
  }

  /** What is waited for is known from then on, even if it was made before. */
  #findParent(parent: object): PromiseNode {
    return this.#stamp.read(parent) ?? this.#note(parent)
  }

  #note(promise: object): PromiseNode {
    const node = new PromiseNode({ number: 0, run: 0, isForeign: !this.#hasSkipped })
    this.#stamp.write(promise, node)
    return node
  }

  #keep(node: PromiseNode): void {
    this.#nodes.push(node)
    if (this.#nodes.length >= this.#compactAt) this.#compact()
  }

  #compact(): void {
    this.#nodes = this.#nodes.filter(({ isSettled }) => !isSettled)
    this.#compactAt = Math.max(FIRST_COMPACTION, this.#nodes.length * 2)
  }
}

/** Notes what a promise that is made in a continuation has to do with the promise that is continued. */
function placeInRun(node: PromiseNode, current: PromiseNode, waitsFor: PromiseNode): void {
  const origin = findOrigin(node)
  const isAlone = findFrames(node).length === 1
  if (origin === 'reaction') {
    // The engine itself asks a promise that another was resolved with for its outcome; a thenable
    // that it asks passes the question on.
    const isAsked = current.isThenable || findOrigin(current) === 'call'
    if (isAlone || (isAsked && current.adopted === undefined)) current.adopted = waitsFor
  }
  // The function that goes on after its await comes to the next one.
  if (isAlone && origin === 'await' && findOrigin(current) === 'await')
    node.first = current.first ?? current
}

function isSameAwait(one: PromiseNode, other: PromiseNode): boolean {
  const isAwait = findOrigin(one) === 'await' && findOrigin(other) === 'await'
  return isAwait && haveSameCallers(findFrames(one), findFrames(other))
}
