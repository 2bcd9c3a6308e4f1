import { openFreely } from '../../rig/resource-ledger.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import { tellSettled } from '../../rig/call.ts'
import { DrivenTask } from './driven-task.ts'
import { findLeftTimers, WORK_TIMER } from './schedule-timers.ts'
import { Macrotasks } from './macrotasks.ts'
import type { Plan } from '../plan/operation.ts'
import { ScenarioWork, scenario } from './scenario-work.ts'
import { ScheduleLog } from './schedule-log.ts'
import type { ScheduleParts } from './schedule-parts.ts'
import type {
  CallRecord,
  CleanupRecord,
  ItemRecord,
  LeftTimer,
  LogRecord,
  RunRecord,
  ScheduleEvent,
  ScheduleRecord,
} from './schedule-record.ts'
import type { StepTrace } from './step-trace.ts'

/** Intervals in which the scenario must come to its end: it takes about nine, more with back-off. */
const SCENARIO_INTERVALS = 60
/** Intervals to watch a task that should be at rest. */
const WATCH_INTERVALS = 3
/** Macrotasks of one schedule; more, and it would not come to an end. */
const MAX_MACROTASKS = 30_000
/** Intervals in which a task that was told to stop must have come to rest: one that does not runs on. */
const STOP_INTERVALS = 20

type Phase = 'creating' | 'running' | 'stopping' | 'resting' | 'watching' | 'over'

/**
 * One plan on one fresh manager, macrotask by macrotask: whoever runs it drains the jobs in between.
 *
 * Every job and macrotask is a step, numbered from 0. The operation planned for step k comes right
 * before it: in between two jobs as a job of its own, in between two macrotasks as one of its own.
 */
export class Schedule implements ScheduleRecord {
  uncaught: readonly unknown[]
  unhandled: readonly unknown[]
  readonly trace: StepTrace | undefined
  leftTimers: LeftTimer[] = []
  /** The last step before which an operation may come. */
  lastBoundary = 0
  isComplete = false
  wasLeftAlone = false
  /** Why no schedule of this subject can be run. */
  failedCreate: string | undefined
  readonly #parts: ScheduleParts
  readonly #plan: Plan
  readonly #log: ScheduleLog
  readonly #work: ScenarioWork
  readonly #task: DrivenTask
  readonly #macrotasks: Macrotasks
  readonly #intervalMs: number
  #phase: Phase = 'creating'
  #nextOperation = 0
  #nextAt: number
  #untilMs = Infinity
  #created: CallRecord | undefined
  #started: CallRecord | undefined
  /** Steps count from the moment at which there is a manager. */
  #isCounting = false
  #isPerforming = false
  #macrotaskCount = 0
  #wasIdle: boolean | undefined

  constructor(parts: ScheduleParts, plan: Plan, trace: StepTrace | undefined) {
    const { time, driver, guard, outside, clones } = parts
    const [{ timers }, { intervalMs }] = [time, driver.subject]
    const log = new ScheduleLog(time, trace !== undefined)
    const work = new ScenarioWork({ timers, intervalMs, log }, parts.traits)
    this.#parts = parts
    this.#plan = plan
    this.#nextAt = plan[0]?.at ?? -1
    this.#intervalMs = intervalMs
    this.#log = log
    this.#work = work
    this.#task = new DrivenTask({ driver, work, log, timers, outside, isShared: clones > 0 })
    this.#macrotasks = new Macrotasks({ time, intervalMs, guard, boundaries: this })
    this.uncaught = guard.uncaught
    this.unhandled = guard.unhandled
    this.trace = trace
  }

  get events(): readonly ScheduleEvent[] {
    return this.#log.events
  }

  get logs(): readonly LogRecord[] {
    return this.#log.logs
  }

  get calls(): readonly CallRecord[] {
    return this.#task.calls
  }

  get cleanups(): readonly CleanupRecord[] {
    return this.#task.cleanups
  }

  get runs(): readonly RunRecord[] {
    return this.#work.runs
  }

  get items(): readonly ItemRecord[] {
    return this.#task.items
  }

  get isHot(): boolean {
    return this.#work.isHot
  }

  get steps(): number {
    return this.#log.steps
  }

  get nowMs(): number {
    return this.#parts.time.elapsedMs
  }

  get isIdle(): boolean {
    return this.#wasIdle ?? this.#macrotasks.areNone
  }

  /** Whether the task is over and nothing is left of it. */
  get isClean(): boolean {
    const { state, pendingCalls } = this.#task
    const isAtRest = pendingCalls === 0 && this.#work.active === 0 && this.isIdle
    return this.#phase === 'over' && state !== 'running' && isAtRest
  }

  /** A line that the subject logged without its probe. */
  log(level: LogRecord['level'], text: string): void {
    this.#log.line(level, text)
  }

  /** A job of the subject is about to run. */
  onJob(kind: StepKind, promise?: object): void {
    if (!this.#isPerforming) this.reach(kind, promise)
  }

  /** Creates the manager. The first macrotask of the schedule. */
  begin(): void {
    const { driver, time, guard } = this.#parts
    time.startSchedule()
    if (guard.uncaught.length > 0) guard.uncaught.length = 0
    if (guard.unhandled.length > 0) guard.unhandled.length = 0
    const logger = {
      info: (message: string) => this.log('info', message),
      warn: (message: string) => this.log('warn', message),
      error: (message: string) => this.log('error', message),
    }
    this.#created = this.#task.create(() =>
      driver.subject.create({ work: this.#work.call, logger, resource: openFreely }),
    )
    this.#enter()
  }

  /**
   * Runs the next macrotask; the jobs that come of it are to be drained then.
   *
   * @returns false when the schedule is over
   */
  pump(): boolean {
    this.#macrotaskCount += 1
    if (this.#macrotaskCount > MAX_MACROTASKS) this.#phase = 'over'
    switch (this.#phase) {
      case 'creating':
        return this.#pumpCreation()
      case 'running':
        return this.#pumpScenario()
      case 'stopping':
        return this.#pumpStop()
      case 'resting':
        if (this.#macrotasks.run(this.#untilMs)) return true
        this.leftTimers = findLeftTimers(this.#parts.time.timers)
        this.#become('watching', WATCH_INTERVALS * this.#intervalMs)
        return this.pump()
      case 'watching':
        if (this.#macrotasks.run(this.#untilMs)) return true
        this.lastBoundary = this.steps
        if (this.reach('end')) return true
        this.#phase = 'over'
        return false
      default:
        return false
    }
  }

  /** Ends whatever is left of the manager. */
  abandon(): void {
    // The record ends here: to be told again to stop may wake what would have slept for ever.
    this.uncaught = [...this.uncaught]
    this.unhandled = [...this.unhandled]
    this.#wasIdle = this.isIdle
    this.#isCounting = false
    this.#phase = 'over'
    this.#task.abandon()
  }

  /** Whether an operation is planned for the next boundary. */
  get isDue(): boolean {
    return this.#isCounting && this.#nextAt === this.steps
  }

  /**
   * A boundary: performs what is planned for it, and counts a step.
   *
   * @returns whether an operation was performed
   */
  reach(kind: StepKind, source?: object): boolean {
    if (!this.#isCounting) return false
    let hasPerformed = false
    while (this.#nextAt === this.steps) {
      const operation = this.#plan[this.#nextOperation]
      this.#nextOperation += 1
      this.#nextAt = this.#plan[this.#nextOperation]?.at ?? -1
      if (operation === undefined) break
      hasPerformed = true
      this.#perform(() => this.#task.perform(operation))
    }
    this.trace?.add(this.steps, this.nowMs, kind, source)
    this.#log.steps += 1
    return hasPerformed
  }

  #perform(action: () => void): void {
    this.#isPerforming = true
    action()
    this.#isPerforming = false
    if (this.#task.state !== 'running') this.#phase = 'stopping'
    else if (this.#phase === 'watching') this.#phase = 'running'
  }

  #become(phase: Phase, forMs: number): void {
    this.#phase = phase
    this.#untilMs = this.nowMs + forMs
  }

  #pumpCreation(): boolean {
    if (this.#enter()) return true
    if (this.failedCreate !== undefined) return false
    if (this.#macrotasks.run(SCENARIO_INTERVALS * this.#intervalMs)) return true
    const name = this.#started === undefined ? 'create()' : 'start()'
    this.failedCreate = `${name} returned a promise that did not settle`
    return false
  }

  /** Takes up the manager as soon as there is one. */
  #enter(): boolean {
    const created = this.#created
    if (created === undefined || created.state === 'pending') return false
    if (created.state === 'rejected') {
      this.failedCreate = `create() ${tellSettled(created)}`
      return false
    }
    if (this.#parts.driver.subject.start !== undefined) {
      this.#started ??= this.#task.start(created.outcome)
      if (this.#started.state === 'pending') return false
      if (this.#started.state === 'rejected') {
        this.failedCreate = `start() ${tellSettled(this.#started)}`
        return false
      }
    }
    this.#created = undefined
    if (!this.#task.adopt(created.outcome, this.#parts.clones)) {
      this.failedCreate = 'clone() gave no handle right after create()'
      return false
    }
    this.#become('running', SCENARIO_INTERVALS * this.#intervalMs)
    this.#isCounting = true
    if (this.#task.bringsWork) this.#awaitArrival()
    // In the very turn in which the manager was made, before anything of it has run.
    this.reach('idle')
    return true
  }

  /**
   * Has one piece of work arrive an interval from now, and so on until the task is told to stop: the
   * last one comes after that.
   */
  #awaitArrival(): void {
    const callback = (): void => {
      this.#task.bringWork()
      if (this.#task.state === 'running') this.#awaitArrival()
    }
    const delayMs = Math.max(1, Math.ceil(this.#intervalMs))
    this.#parts.time.timers.add({ kind: 'timeout', api: WORK_TIMER, callback, delayMs })
  }

  #pumpScenario(): boolean {
    const { completed, isHanging, active } = this.#work
    this.isComplete = completed >= scenario.length && active === 0
    // A run that hangs would hold up the rest of the scenario for good.
    if (isHanging) this.#untilMs = Math.min(this.#untilMs, this.nowMs + 2 * this.#intervalMs)
    const isGoingOn = !this.isComplete && !this.isHot
    if (isGoingOn && this.#macrotasks.run(this.#untilMs)) return true
    this.lastBoundary = this.steps
    if (this.reach('end')) return true
    this.#isCounting = false
    this.wasLeftAlone = true
    this.#perform(() => this.#task.end())
    return true
  }

  #pumpStop(): boolean {
    const { active, isHanging } = this.#work
    const { pendingCalls, calls, deadlineMs } = this.#task
    if (pendingCalls > 0 || active > 0) {
      const lastEndMs = this.#work.runs.at(-1)?.ended?.atMs ?? 0
      const lastCallMs = calls.at(-1)?.called.atMs ?? 0
      // One that polls may take the rest of its interval.
      const graceMs = Math.ceil(this.#intervalMs) + 1
      const endMs = Math.max(lastCallMs, deadlineMs) + STOP_INTERVALS * this.#intervalMs
      const limitMs =
        active > 0 && !isHanging ? endMs : Math.max(lastEndMs, lastCallMs, deadlineMs) + graceMs
      if (this.#macrotasks.run(Math.min(limitMs, endMs))) return true
      if (isHanging) {
        this.#log.add(`run #${this.#work.inFlight?.n} is let go`)
        this.#work.release()
        return true
      }
    }
    this.#become('resting', this.#parts.restMs)
    return this.pump()
  }
}
