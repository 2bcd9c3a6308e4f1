import { writeSync } from 'node:fs'
import process from 'node:process'
import { watchJobs } from '../platform/boundaries.ts'
import type { PromiseNode } from '../promises/promise-node.ts'
import type { PromiseTrace } from '../promises/promise-trace.ts'
import { captureSite, readStack } from '../stack/call-sites.ts'
import { findStackFrames } from '../stack/stack-frame.ts'
import { breakMicrotasks } from '../platform/break-jobs.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What runs without end, and where it was scheduled last. */
export interface EndlessJobs {
  readonly kind: 'continuation' | 'microtask' | 'tick'
  readonly count: number
  readonly site: Error | undefined
}

/** How often it is tried to break a chain. */
const MAX_ATTEMPTS = 20

const settled = Promise.resolve()

/** Where the chain is traced: a stack for each of a million jobs would take half a minute. */
const LAST_JOBS = 3

/**
 * Ends a chain of microtasks or ticks that would never let the event loop turn. Nothing but what is
 * in the chain itself could notice.
 */
export class JobLimit {
  /** What was found to be endless, and has been broken off. */
  endless: EndlessJobs | undefined
  readonly #trace: PromiseTrace
  readonly #maxJobs: number
  #jobs = 0
  #attempts = 0
  #site: Error | undefined
  #unwatch: (() => void) | undefined

  constructor(trace: PromiseTrace, maxJobs: number) {
    this.#trace = trace
    this.#maxJobs = maxJobs
  }

  start(): void {
    this.#trace.limitJobs(this.#maxJobs, (latest) => this.#onEndlessPromises(latest))
    // Continuations are counted by the trace.
    this.#unwatch = watchJobs(
      {
        onContinuation: () => {},
        onJob: (kind) => this.#onJob(kind),
        onSchedule: () => {
          if (this.#jobs >= this.#maxJobs - LAST_JOBS) this.#site = captureSite()
        },
      },
      'microtask-hops',
    )
  }

  stop(): void {
    this.#unwatch?.()
    this.#unwatch = undefined
  }

  /** A turn of the event loop has gone by. */
  endTurn(): void {
    this.#jobs = 0
  }

  #onJob(kind: 'microtask' | 'tick'): boolean {
    this.#jobs += 1
    if (this.#jobs <= this.#maxJobs) return true
    this.endless ??= { kind, count: this.#maxJobs, site: this.#site }
    // This one alone is dropped, and with it what it would have scheduled: others are not to suffer.
    this.#jobs = 0
    return false
  }

  #onEndlessPromises(latest: readonly PromiseNode[]): void {
    const sites = latest.flatMap(({ site }) => site ?? [])
    const site = sites.find((each) => findStackFrames(each).length > 0)
    this.endless ??= { kind: 'continuation', count: this.#maxJobs, site }
    this.#attempts += 1
    // From a job of its own: what ends a hook is reported, and does not end the chain.
    void settled.then(() => {
      if (this.#attempts < MAX_ATTEMPTS && breakMicrotasks()) return
      const text = site === undefined ? '' : readStack(site)
      writeSync(2, `An endless chain of microtasks keeps the process busy.\n${text}\n`)
      process.exit(1)
    })
  }
}
