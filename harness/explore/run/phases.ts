import { tellSettled } from '../../rig/call.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import type { DrivenTask } from './driven-task.ts'
import type { ExploreTime } from './explore-time.ts'
import type { Macrotasks } from './macrotasks.ts'
import { scenario, type ScenarioWork } from './scenario-work.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { CallRecord, LeftTimer } from './schedule-record.ts'
import { findLeftTimers, WORK_TIMER } from './schedule-timers.ts'

/** Intervals in which the scenario must come to its end: it takes about nine, more with back-off. */
const SCENARIO_INTERVALS = 60
/** Intervals for which a task is watched while a host is away. */
const AWAY_INTERVALS = 6
/** Intervals to watch a task that should be at rest. */
const WATCH_INTERVALS = 3
/** Intervals in which a task that was told to stop must have come to rest: one that does not runs on. */
const STOP_INTERVALS = 20

/** Timers of the very instant of a drop may end, and those of a goodbye; longer ones are left. */
const DROP_REST_MS = 10

/** What a schedule does now. */
export interface Phase {
  /**
   * Runs the next macrotask, or lets the next phase do so.
   *
   * @returns false when the schedule is over
   */
  pump(): boolean
}

/** What the phases of one schedule work on, and what they find out. */
export interface PhaseHost {
  readonly task: DrivenTask
  readonly work: ScenarioWork
  readonly macrotasks: Macrotasks
  readonly journal: ScheduleLog
  readonly time: ExploreTime
  readonly intervalMs: number
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** Virtual milliseconds in which the last timers may end once the task has. */
  readonly restMs: number
  failedCreate: string | undefined
  isComplete: boolean
  wasLeftAlone: boolean
  lastBoundary: number
  leftTimers: LeftTimer[]
  leftConnections: readonly string[]
  /** What is open in the network, in words. */
  listConnections(): readonly string[]
  /** Goes on with another phase. */
  become(phase: Phase): void
  pump(): boolean
  /** Whether moments count, and operations land at them. */
  count(isCounting: boolean): void
  /** @returns whether an operation was performed */
  reach(kind: StepKind): boolean
  /** Does something to the task that may end it. */
  perform(action: () => void): void
  finish(): void
}

/** There is no manager yet: `create()` may be asynchronous. */
export class Creating implements Phase {
  readonly #host: PhaseHost
  readonly #created: CallRecord
  readonly #beginStart: ((host: PhaseHost) => void) | undefined
  #started: CallRecord | undefined

  /** @param beginStart takes over once there is a manager, where its start is explored */
  constructor(host: PhaseHost, created: CallRecord, beginStart?: (host: PhaseHost) => void) {
    this.#host = host
    this.#created = created
    this.#beginStart = beginStart
  }

  pump(): boolean {
    const { macrotasks, intervalMs } = this.#host
    if (this.enter()) return true
    if (this.#host.failedCreate !== undefined) return false
    if (macrotasks.run(SCENARIO_INTERVALS * intervalMs)) return true
    const name = this.#started === undefined ? 'create()' : 'start()'
    this.#host.failedCreate = `${name} returned a promise that did not settle`
    return false
  }

  /** Takes up the manager as soon as there is one. @returns whether it has */
  enter(): boolean {
    const host = this.#host
    const created = this.#created
    if (created.state === 'pending') return false
    if (created.state === 'rejected') {
      host.failedCreate = `create() ${tellSettled(created)}`
      return false
    }
    if (this.#beginStart !== undefined) {
      host.task.adopt(created.outcome, 0)
      this.#beginStart(host)
      return true
    }
    if (host.task.needsStart) {
      this.#started ??= host.task.start(created.outcome)
      if (this.#started.state === 'pending') return false
      if (this.#started.state === 'rejected') {
        host.failedCreate = `start() ${tellSettled(this.#started)}`
        return false
      }
    }
    if (!host.task.adopt(created.outcome, host.clones)) {
      host.failedCreate = 'clone() gave no handle right after create()'
      return false
    }
    host.become(new Running(host))
    host.count(true)
    if (host.task.arriving.isExpected) awaitArrival(host)
    // In the very turn in which the manager was made, before anything of it has run.
    host.reach('idle')
    return true
  }
}

/**
 * Has one piece of work arrive an interval from now, and so on until the task is told to stop: the
 * last one comes after that.
 */
export function awaitArrival(host: PhaseHost): void {
  const { task, time, intervalMs } = host
  const callback = (): void => {
    task.bringWork()
    if (task.state === 'running') awaitArrival(host)
  }
  const delayMs = Math.max(1, Math.ceil(intervalMs))
  time.timers.add({ kind: 'timeout', api: WORK_TIMER, callback, delayMs })
}

/** The scenario goes on until all of its runs have ended. */
export class Running implements Phase {
  readonly #host: PhaseHost
  #untilMs: number

  constructor(host: PhaseHost) {
    this.#host = host
    this.#untilMs = host.time.elapsedMs + SCENARIO_INTERVALS * host.intervalMs
  }

  pump(): boolean {
    const host = this.#host
    const { completed, isHanging, active, isHot } = host.work
    host.isComplete = completed >= scenario.length && active === 0
    // A run that hangs would hold up the rest of the scenario for good.
    if (isHanging)
      this.#untilMs = Math.min(this.#untilMs, host.time.elapsedMs + 2 * host.intervalMs)
    const isGoingOn = !host.isComplete && !isHot
    if (isGoingOn && host.macrotasks.run(this.#findUntilMs())) return true
    host.lastBoundary = host.journal.steps
    if (host.reach('end')) return true
    host.count(false)
    host.wasLeftAlone = true
    host.perform(() => host.task.end())
    return true
  }

  /** With a host that is away nothing new comes after some intervals. */
  #findUntilMs(): number {
    const { intervalMs, task, time } = this.#host
    if (task.awaySinceMs === undefined) return this.#untilMs
    const awayMs = time.timers.nowMs - task.awaySinceMs
    return Math.min(this.#untilMs, time.elapsedMs - awayMs + AWAY_INTERVALS * intervalMs)
  }
}

/** The task was told to stop, or was cut off, and has not come to rest. */
export class Stopping implements Phase {
  readonly #host: PhaseHost

  constructor(host: PhaseHost) {
    this.#host = host
  }

  pump(): boolean {
    const host = this.#host
    const { work, task, macrotasks } = host
    if (task.pendingCalls > 0 || work.active > 0) {
      if (macrotasks.run(this.#findLimitMs())) return true
      if (work.isHanging) {
        host.journal.add(`run #${work.findRunning()?.n} is let go`)
        work.release()
        return true
      }
    }
    host.become(new Resting(host))
    return host.pump()
  }

  /** Until when the task may take to come to rest. */
  #findLimitMs(): number {
    const { work, task, intervalMs } = this.#host
    const lastCallMs = task.calls.at(-1)?.called.atMs ?? 0
    const endMs = Math.max(lastCallMs, task.deadlineMs) + STOP_INTERVALS * intervalMs
    if (task.starts.isPending || (work.active > 0 && !work.isHanging)) return endMs
    const lastEndMs = Math.max(work.lastEndMs, task.starts.lastEndMs)
    // One that polls may take the rest of its interval.
    const graceMs = Math.ceil(intervalMs) + 1
    return Math.min(Math.max(lastEndMs, lastCallMs, task.deadlineMs) + graceMs, endMs)
  }
}

/** The task is over, and its last timers may end. */
class Resting implements Phase {
  readonly #host: PhaseHost
  readonly #untilMs: number

  constructor(host: PhaseHost) {
    this.#host = host
    // Only a manager that polls may take the rest of its interval, and a drop waits for nothing.
    const { restMs } = host
    const isAborted = host.task.state === 'aborted'
    this.#untilMs = host.time.elapsedMs + (isAborted ? Math.min(restMs, DROP_REST_MS) : restMs)
  }

  pump(): boolean {
    const host = this.#host
    if (host.macrotasks.run(this.#untilMs)) return true
    // What a shutdown() that is still pending needs to go on is no leak.
    if (host.task.pendingCalls === 0) {
      host.leftTimers = findLeftTimers(host.time.timers)
      host.leftConnections = host.listConnections()
    }
    host.become(new Watching(host))
    return host.pump()
  }
}

/** Nothing may happen any more, and operations land all the same. */
class Watching implements Phase {
  readonly #host: PhaseHost
  readonly #untilMs: number

  constructor(host: PhaseHost) {
    this.#host = host
    this.#untilMs = host.time.elapsedMs + WATCH_INTERVALS * host.intervalMs
  }

  pump(): boolean {
    const host = this.#host
    if (host.macrotasks.run(this.#untilMs)) return true
    host.lastBoundary = host.journal.steps
    if (host.reach('end')) return true
    host.finish()
    return false
  }
}
