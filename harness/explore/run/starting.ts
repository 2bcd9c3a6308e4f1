import { awaitArrival, type Phase, type PhaseHost } from './phases.ts'

/** Intervals that a start may take. */
const START_INTERVALS = 60
/** Intervals in which the first run must have come, once it is started: what comes later is another space's. */
const FIRST_RUN_INTERVALS = 5
/** Moments after the start at which operations land: the first ones of the loop. */
const MOMENTS_AFTER = 4

/** Starts the manager that there is; moments count from right before that on. */
export function beginStart(host: PhaseHost): void {
  host.become(new Starting(host))
  host.count(true)
  host.reach('start')
  host.perform(() => host.task.beginStart())
  host.reach('begun')
}

/** The manager is being started: until that has settled, and a little longer. */
export class Starting implements Phase {
  readonly #host: PhaseHost
  #untilMs: number
  /** How many moments there were when the start settled. */
  #settledAt: number | undefined

  constructor(host: PhaseHost) {
    this.#host = host
    this.#untilMs = host.time.elapsedMs + START_INTERVALS * host.intervalMs
  }

  pump(): boolean {
    const host = this.#host
    const { work, task, macrotasks } = host
    if (task.starts.isPending) {
      // A start that waits for a run that hangs will not settle by itself.
      if (work.isHanging)
        this.#untilMs = Math.min(this.#untilMs, host.time.elapsedMs + 2 * host.intervalMs)
    } else this.#settle()
    host.isComplete = !task.starts.isPending && work.completed > 0 && work.active === 0
    const isGoingOn = !host.isComplete && !work.isHot
    if (isGoingOn && macrotasks.run(this.#untilMs)) return true
    const { steps } = host.journal
    host.lastBoundary = Math.min(steps, (this.#settledAt ?? steps) + MOMENTS_AFTER)
    if (host.reach('end')) return true
    host.count(false)
    host.wasLeftAlone = true
    host.perform(() => task.end())
    return true
  }

  /** Takes note of when the start has settled, once. */
  #settle(): void {
    if (this.#settledAt !== undefined) return
    const host = this.#host
    this.#settledAt = host.journal.steps
    this.#untilMs = host.time.elapsedMs + FIRST_RUN_INTERVALS * host.intervalMs
    if (host.task.arriving.isExpected && host.task.starts.calls[0]?.state === 'fulfilled')
      awaitArrival(host)
  }
}
