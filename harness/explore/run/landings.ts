import type { StepKind } from '../../platform/boundaries.ts'
import type { Plan, PlannedOperation } from '../plan/operation.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { StepTrace } from './step-trace.ts'

/** What {@link Landings} works on. */
interface LandingParts {
  readonly plan: Plan
  readonly journal: ScheduleLog
  readonly time: { readonly elapsedMs: number }
  readonly trace: StepTrace | undefined
  perform(operation: PlannedOperation): void
}

/** The operations of a plan, each of which lands right before its step. */
export class Landings {
  /** Steps count from the moment at which there is a manager. */
  isCounting = false
  readonly #parts: LandingParts
  #next = 0
  #nextAt: number

  constructor(parts: LandingParts) {
    this.#parts = parts
    this.#nextAt = parts.plan[0]?.at ?? -1
  }

  /** Whether an operation is planned for the next boundary. */
  get isDue(): boolean {
    return this.isCounting && this.#nextAt === this.#parts.journal.steps
  }

  /**
   * A boundary: performs what is planned for it, and counts a step.
   *
   * @returns whether an operation was performed
   */
  reach(kind: StepKind, source?: object): boolean {
    if (!this.isCounting) return false
    const { plan, journal, trace, time } = this.#parts
    let hasPerformed = false
    while (this.#nextAt === journal.steps) {
      const operation = plan[this.#next]
      this.#next += 1
      this.#nextAt = plan[this.#next]?.at ?? -1
      if (operation === undefined) break
      hasPerformed = true
      this.#parts.perform(operation)
    }
    trace?.add(journal.steps, time.elapsedMs, kind, source)
    journal.steps += 1
    return hasPerformed
  }
}
