import { type Closable, type Closer, isPart, type ShutdownReason } from './closable.ts'

/** How one part ended. */
export interface PartReport {
  /** The name that was given, or the position of a part without one: `#2`. */
  readonly name: string
  /**
   * `closed`: it ended gracefully. `aborted`: it had not ended at its deadline, or reported so itself.
   * `failed`: it threw or rejected. `not-begun`: there was no time left for it.
   */
  readonly outcome: 'closed' | 'aborted' | 'failed' | 'not-begun'
  /** Milliseconds from the call to the outcome. */
  readonly tookMs: number
  /** What it threw or rejected with, as it is. */
  readonly cause?: unknown
}

/** How all parts of a program ended. */
export interface ShutdownReport {
  /** Whether all parts closed gracefully. */
  readonly isGraceful: boolean
  /** The parts, in the order in which they were closed. */
  readonly parts: readonly PartReport[]
}

export interface ReverseShutdownOptions {
  reason: ShutdownReason
  /** For each that has no deadline of its own. */
  deadlineMs: number
  /** Called when a part has ended, and not gracefully; the others come nevertheless. */
  onFailure?(this: void, part: PartReport): void
  /** Called with what an `abort()` threw. */
  onAbortFailure?(this: void, cause: unknown): void
}

interface Step {
  name: string
  closer: Closer
  deadlineMs: number
  begunAtMs?: number
  report?: PartReport
}

/** One shutdown of several parts, the last one first. */
export class ReverseShutdown {
  readonly #steps: readonly Step[]
  readonly #options: ReverseShutdownOptions
  readonly #force = new AbortController()

  constructor(closables: readonly Closable[], options: ReverseShutdownOptions) {
    this.#options = options
    this.#steps = closables
      .map((closable, index): Step => {
        if (!isPart(closable)) {
          return { name: `#${index + 1}`, closer: closable, deadlineMs: options.deadlineMs }
        }
        const { name, close, deadlineMs = options.deadlineMs } = closable
        return { name, closer: close, deadlineMs }
      })
      .toReversed()
  }

  /** The parts that have not ended. */
  get open(): readonly PartReport[] {
    return this.#steps.filter(({ report }) => report === undefined).map(toReport)
  }

  /** Closes one after the other, until all are closed or there is no more time. */
  async run(): Promise<ShutdownReport> {
    for (const step of this.#steps) {
      if (this.#force.signal.aborted) break
      await this.#close(step)
    }
    const parts = this.#steps.map(toReport)
    return { isGraceful: parts.every(({ outcome }) => outcome === 'closed'), parts }
  }

  /** There is no more time: aborts all that can be, by abort(), or by a drop where that is all there is. */
  abort(): void {
    this.#force.abort()
    for (const { closer } of this.#steps) this.#abortOne(closer)
  }

  async #close(step: Step): Promise<void> {
    const { name, closer, deadlineMs } = step
    step.begunAtMs = performance.now()
    const { report, isOverdue } = await this.#race(step, this.#settle(step))
    // When the time of all is over, the part may yet close, and is reported as it is by then.
    if (this.#force.signal.aborted && report === undefined) return
    step.report = report ?? { name, outcome: 'aborted', tookMs: deadlineMs }
    if (isOverdue) this.#abortOne(closer)
    if (step.report.outcome !== 'closed') this.#options.onFailure?.(step.report)
  }

  /** Waits for a part, its deadline, or the end of all time, whichever comes first. */
  async #race(
    { deadlineMs }: Step,
    settled: Promise<PartReport>,
  ): Promise<{ report?: PartReport; isOverdue: boolean }> {
    const { signal } = this.#force
    return new Promise((resolve) => {
      const finish = (report: PartReport | undefined, isOverdue: boolean): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        resolve({ ...(report === undefined ? {} : { report }), isOverdue })
      }
      const giveUp = (): void => finish(undefined, false)
      // The deadline of all has a timer of its own.
      const timer =
        deadlineMs < this.#options.deadlineMs
          ? setTimeout(() => finish(undefined, true), deadlineMs)
          : undefined
      signal.addEventListener('abort', giveUp)
      void settled.then((report) => finish(report, false))
    })
  }

  async #settle({ name, closer, deadlineMs, begunAtMs = 0 }: Step): Promise<PartReport> {
    const conclude = (outcome: PartReport['outcome']): PartReport => ({
      name,
      outcome,
      tookMs: elapsed(begunAtMs),
    })
    try {
      const value = await callCloser(closer, { ...this.#options, deadlineMs }, this.#force.signal)
      return conclude(value === 'aborted' ? 'aborted' : 'closed')
    } catch (cause) {
      return { ...conclude('failed'), cause }
    }
  }

  #abortOne(closer: Closer): void {
    if (typeof closer === 'function') return
    try {
      if (closer.abort === undefined) closer[Symbol.dispose]?.()
      else closer.abort()
    } catch (cause) {
      this.#options.onAbortFailure?.(cause)
    }
  }
}

/** One that has not ended counts as aborted: nobody waits for it. */
function toReport({ name, begunAtMs, report }: Step): PartReport {
  if (report !== undefined) return report
  if (begunAtMs === undefined) return { name, outcome: 'not-begun', tookMs: 0 }
  return { name, outcome: 'aborted', tookMs: elapsed(begunAtMs) }
}

function callCloser(
  closer: Closer,
  { reason, deadlineMs }: { reason: ShutdownReason; deadlineMs: number },
  force: AbortSignal,
): unknown {
  if (typeof closer === 'function') return closer(reason)
  // It tells a graceful end from an aborted one, which shutdown() does not.
  return closer.shutdownWithin?.(deadlineMs, force) ?? closer.shutdown()
}

function elapsed(sinceMs: number): number {
  return Math.round(performance.now() - sinceMs)
}
