import type { HandleCensus } from '../../handles/handle-census.ts'
import { drain } from '../../platform/drain.ts'
import type { ProcessGuard } from '../../rig/process-guard.ts'
import { readWorkTraits } from '../../rig/work.ts'
import { type DriveParts, DrivenTask } from '../run/driven-task.ts'
import { scenario, ScenarioWork } from '../run/scenario-work.ts'
import { ScheduleLog } from '../run/schedule-log.ts'
import type {
  CallRecord,
  FaultRecord,
  LeftTimer,
  ResourceRecord,
  ScheduleRecord,
  SentRecord,
} from '../run/schedule-record.ts'
import { TaskSchedule } from '../run/task-schedule.ts'
import type { MomentKind } from './moment.ts'
import type { RealPlan, SeenMoment } from './real-plan.ts'
import { RealWorkTime } from './real-work-time.ts'

/** What a schedule runs on. */
export interface RealScheduleParts extends Pick<DriveParts, 'driver' | 'outside'> {
  readonly guard: ProcessGuard
  /** Clones that are there from the beginning. */
  readonly clones: number
}

/** Runs that the scenario waits for: one that is quick, one that is slow, one that fails, and one after that. */
const ENOUGH_RUNS = 4

/** One plan on one fresh manager in real time, as a record to judge. */
export class RealSchedule extends TaskSchedule implements ScheduleRecord {
  /** The moments before the operation, or until the scenario was over. */
  readonly moments: SeenMoment[] = []
  /** Where the operation landed. */
  landed: SeenMoment | undefined
  /** Whether moments count. */
  isCounting = false
  /** Why there is no manager. */
  failedCreate: string | undefined
  hasUnseenLines = false
  wasLeftAlone = false
  isComplete = false
  leftTimers: readonly LeftTimer[] = []
  leftConnections: readonly string[] = []
  isIdle = false
  uncaught: readonly unknown[]
  unhandled: readonly unknown[]
  readonly resources: readonly ResourceRecord[] = []
  readonly faults: readonly FaultRecord[] = []
  readonly sent: readonly SentRecord[] = []
  readonly task: DrivenTask
  readonly work: ScenarioWork
  readonly journal: ScheduleLog
  readonly time: RealWorkTime
  readonly plan: RealPlan | undefined
  readonly #guard: ProcessGuard
  readonly #counts = new Map<MomentKind, number>()

  constructor({ driver, outside, guard, clones }: RealScheduleParts, plan: RealPlan | undefined) {
    super()
    this.plan = plan
    this.#guard = guard
    const time = new RealWorkTime(() => this.reach('run', this.work.inFlight?.n))
    this.time = time
    this.journal = new ScheduleLog(time, true)
    const { intervalMs } = driver.subject
    this.work = new ScenarioWork(
      { timers: time, intervalMs, log: this.journal },
      readWorkTraits(driver.subject),
    )
    this.task = new DrivenTask({
      driver,
      outside,
      work: this.work,
      log: this.journal,
      timers: time,
      isShared: clones > 0,
      resources: undefined,
      hosts: [],
      strike: () => {},
    })
    this.uncaught = guard.uncaught
    this.unhandled = guard.unhandled
  }

  /** None: a start is explored in virtual time only. */
  get starts(): readonly CallRecord[] {
    return []
  }

  get nowMs(): number {
    return this.time.elapsedMs
  }

  /** Whether the runs that a schedule waits for have ended. */
  get isScenarioOver(): boolean {
    const { completed, active, isHot } = this.work
    return isHot || (completed >= Math.min(ENOUGH_RUNS, scenario.length) && active === 0)
  }

  /** Whether no call is pending, and no run in flight. */
  get isAtRest(): boolean {
    return this.task.pendingCalls === 0 && this.work.active === 0
  }

  /**
   * A moment: what is planned for it lands, as a turn of the event loop of its own would have it.
   *
   * @param number of the run; of other kinds they are counted
   * @returns whether the operation landed
   */
  reach(kind: MomentKind, number?: number): boolean {
    if (!this.isCounting) return false
    const n = number ?? (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, n)
    const { journal, plan, time, work } = this
    const moment: SeenMoment = {
      kind,
      n,
      step: journal.steps,
      atMs: time.elapsedMs,
      events: journal.events.length,
      completed: work.completed,
      isBusy: work.active > 0,
    }
    this.moments.push(moment)
    const isHere = plan?.moment.kind === kind && plan.moment.n === n
    if (isHere) {
      this.isCounting = false
      this.landed = moment
      this.task.perform(plan.operation)
      if (kind !== 'created') this.#drain()
    }
    journal.steps += 1
    return isHere
  }

  /** Takes down what is left; nothing that happens afterwards is the subject's doing. */
  close(census: HandleCensus): void {
    this.isIdle = !census.isBusy
    this.uncaught = [...this.#guard.uncaught]
    this.unhandled = [...this.#guard.unhandled]
    if (this.task.pendingCalls > 0) return
    const open = census.findOpen()
    this.leftTimers = open
      .filter(({ kind }) => kind === 'timeout')
      .map(({ openedAt }) => ({ what: 'a native timer', createdAt: openedAt }))
    const others = open.filter(({ kind }) => kind !== 'timeout')
    this.leftConnections = [...new Set(others.map(({ name }) => name))]
  }

  /** Runs all jobs that are pending, as Node does between two callbacks. */
  #drain(): void {
    for (;;) {
      try {
        drain()
        return
      } catch (error) {
        this.#guard.uncaught.push(error)
      }
    }
  }
}
