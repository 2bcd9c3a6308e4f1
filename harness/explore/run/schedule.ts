import type { Network } from '../../model/network.ts'
import { isPeersTurn } from '../../clock/turn-owner.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import { Landings } from './landings.ts'
import type { ManagerDriver } from '../../rig/manager-driver.ts'
import { openFreely } from '../../rig/resource-ledger.ts'
import { StartResources } from './start-resources.ts'
import { beginStart, Starting } from './starting.ts'
import type { WorkTraits } from '../../rig/work.ts'
import type { ProcessGuard } from '../../rig/process-guard.ts'
import { type DriveParts, DrivenTask } from './driven-task.ts'
import type { ExploreTime } from './explore-time.ts'
import { Macrotasks } from './macrotasks.ts'
import type { Plan } from '../plan/operation.ts'
import type { StartHandles } from '../plan/space.ts'
import { Creating, type Phase, type PhaseHost, Running, Stopping } from './phases.ts'
import { ScenarioWork } from './scenario-work.ts'
import { ScheduleLog } from './schedule-log.ts'
import { SentLog } from './sent-log.ts'
import type {
  CallRecord,
  FaultRecord,
  LeftTimer,
  LogRecord,
  ResourceRecord,
  ScheduleRecord,
  SentRecord,
} from './schedule-record.ts'
import type { StepTrace } from './step-trace.ts'
import { TaskSchedule } from './task-schedule.ts'

/** Macrotasks of one schedule; more, and it would not come to an end. */
const MAX_MACROTASKS = 30_000

/** What a schedule runs on; the same for all schedules of an exploration. */
export interface ScheduleParts extends Pick<DriveParts, 'outside' | 'hosts' | 'strike'> {
  /** What is open in the network, in words. */
  listConnections(): readonly string[]
  /** The hosts that the subject names, each with whether it answers requests. */
  readonly peers: ReadonlyMap<string, boolean>
  readonly driver: ManagerDriver
  readonly time: ExploreTime
  readonly guard: ProcessGuard
  /** What `create` is given. */
  readonly network: Network
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** Set where moments count from the call of `start` on. */
  readonly start?: StartHandles | undefined
  /** How the work of the subject is, by what it declares. */
  readonly traits: WorkTraits
  /** Virtual milliseconds in which the last timers may end once the task has. */
  readonly restMs: number
}

/**
 * One plan on one fresh manager, macrotask by macrotask: whoever runs it drains the jobs in between.
 *
 * Every job and macrotask is a step, numbered from 0. The operation planned for step k comes right
 * before it: in between two jobs as a job of its own, in between two macrotasks as one of its own.
 */
export class Schedule extends TaskSchedule implements ScheduleRecord, PhaseHost {
  uncaught: readonly unknown[]
  unhandled: readonly unknown[]
  readonly trace: StepTrace | undefined
  leftTimers: LeftTimer[] = []
  leftConnections: readonly string[] = []
  /** The last step before which an operation may come. */
  lastBoundary = 0
  isComplete = false
  hasUnseenLines = false
  wasLeftAlone = false
  /** Why no schedule of this subject can be run. */
  failedCreate: string | undefined
  readonly task: DrivenTask
  readonly work: ScenarioWork
  readonly macrotasks: Macrotasks
  readonly journal: ScheduleLog
  readonly time: ExploreTime
  readonly intervalMs: number
  readonly clones: number
  readonly restMs: number
  readonly #opened: StartResources | undefined
  readonly sentLog: SentLog
  readonly #parts: ScheduleParts
  readonly #landings: Landings
  #phase: Phase | undefined
  #isOver = false
  #isPerforming = false
  #macrotaskCount = 0
  #wasIdle: boolean | undefined

  constructor(parts: ScheduleParts, plan: Plan, trace: StepTrace | undefined) {
    super()
    const { time, driver, guard, outside, clones, restMs, start } = parts
    const [{ timers }, { intervalMs }] = [time, driver.subject]
    const journal = new ScheduleLog(time, trace !== undefined)
    const work = new ScenarioWork({ timers, intervalMs, log: journal }, parts.traits)
    this.#parts = parts
    this.time = time
    this.intervalMs = intervalMs
    this.clones = clones
    this.restMs = restMs
    this.journal = journal
    this.work = work
    this.#opened = start === undefined ? undefined : new StartResources(journal)
    this.task = new DrivenTask({
      driver,
      work,
      log: journal,
      timers,
      outside,
      isShared: clones > 0 || start === 'clones',
      resources: this.#opened,
      hosts: parts.hosts,
      strike: parts.strike,
    })
    const { arriving } = this.task
    this.sentLog = new SentLog({ journal, time, peers: parts.peers, arriving })
    this.#landings = new Landings({
      plan,
      journal,
      time,
      trace,
      perform: (operation) => this.perform(() => this.task.perform(operation)),
    })
    this.macrotasks = new Macrotasks({ time, intervalMs, guard, boundaries: this.#landings })
    this.uncaught = guard.uncaught
    this.unhandled = guard.unhandled
    this.trace = trace
  }

  get starts(): readonly CallRecord[] {
    return this.task.starts.calls
  }

  get resources(): readonly ResourceRecord[] {
    return this.#opened?.resources ?? []
  }

  get faults(): readonly FaultRecord[] {
    return this.task.faults
  }

  /** What is open in the network, in words. */
  listConnections(): readonly string[] {
    return this.#parts.listConnections()
  }

  get sent(): readonly SentRecord[] {
    return this.sentLog.records
  }

  get nowMs(): number {
    return this.time.elapsedMs
  }

  get isIdle(): boolean {
    return this.#wasIdle ?? (this.macrotasks.areNone && this.macrotasks.isNetworkQuiet)
  }

  /** Whether the task is over and nothing is left of it. */
  get isClean(): boolean {
    const { state, pendingCalls } = this.task
    const isAtRest = pendingCalls === 0 && this.work.active === 0 && this.macrotasks.areNone
    return this.#isOver && state !== 'running' && isAtRest
  }

  /** A line has gone to a worker thread. */
  noteUnseen(): void {
    this.hasUnseenLines = true
  }

  /** A line that the subject logged without its probe. */
  log(level: LogRecord['level'], text: string): void {
    this.journal.line(level, text)
  }

  /** A job of the subject is about to run. */
  onJob(kind: StepKind, promise?: object): void {
    if (!this.#isPerforming && !isPeersTurn()) this.#landings.reach(kind, promise)
  }

  /** Creates the manager. The first macrotask of the schedule. */
  begin(): void {
    const { driver, guard } = this.#parts
    this.time.startSchedule()
    if (guard.uncaught.length > 0) guard.uncaught.length = 0
    if (guard.unhandled.length > 0) guard.unhandled.length = 0
    const logger = {
      info: (message: string) => this.log('info', message),
      warn: (message: string) => this.log('warn', message),
      error: (message: string) => this.log('error', message),
    }
    const created = this.task.create(() =>
      driver.subject.create({
        work: this.work.call,
        logger,
        resource: this.#opened?.open ?? openFreely,
        network: this.#parts.network,
      }),
    )
    const creating = new Creating(this, created, this.#parts.start && beginStart)
    this.#phase = creating
    creating.enter()
  }

  /**
   * Runs the next macrotask; the jobs that come of it are to be drained then.
   *
   * @returns false when the schedule is over
   */
  pump(): boolean {
    this.#macrotaskCount += 1
    this.sentLog.beginTurn()
    if (this.#macrotaskCount > MAX_MACROTASKS) this.#isOver = true
    return !this.#isOver && this.#phase?.pump() === true
  }

  /** Ends whatever is left of the manager. */
  abandon(): void {
    // The record ends here: to be told again to stop may wake what would have slept for ever.
    this.uncaught = [...this.uncaught]
    this.unhandled = [...this.unhandled]
    this.#wasIdle = this.isIdle
    this.count(false)
    this.#isOver = true
    this.task.abandon()
  }

  reach(kind: StepKind): boolean {
    return this.#landings.reach(kind)
  }

  perform(action: () => void): void {
    this.#isPerforming = true
    action()
    this.#isPerforming = false
    this.sentLog.isEnding = this.task.state !== 'running'
    if (this.task.state !== 'running') this.#phase = new Stopping(this)
    // A restart takes the scenario up again.
    else if (!(this.#phase instanceof Running || this.#phase instanceof Starting))
      this.#phase = new Running(this)
  }

  become(phase: Phase): void {
    this.#phase = phase
  }

  count(isCounting: boolean): void {
    this.#landings.isCounting = isCounting
  }

  finish(): void {
    this.#isOver = true
  }
}
