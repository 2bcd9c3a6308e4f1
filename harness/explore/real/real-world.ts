import { AsyncResource } from 'node:async_hooks'
import { HandleCensus } from '../../handles/handle-census.ts'
import { canDrain } from '../../platform/drain.ts'
import { real } from '../../platform/real-time.ts'
import { SeededRandomness } from '../../platform/randomness/seeded-randomness.ts'
import { AsyncStorageGuard } from '../../rig/async-storage-guard.ts'
import { tellSettled } from '../../rig/call.ts'
import { listenToLogs, toLogText } from '../../rig/listen-to-logs.ts'
import { ManagerDriver } from '../../rig/manager-driver.ts'
import { Metronome } from '../../rig/metronome.ts'
import { ProcessGuard } from '../../rig/process-guard.ts'
import { RealClock } from '../../rig/real-clock.ts'
import { openFreely } from '../../rig/resource-ledger.ts'
import { createAbsentNetwork } from '../../rig/subject-network.ts'
import { ThreadWatch } from '../../rig/thread-watch.ts'
import { Timeline } from '../../model/timeline.ts'
import type { Lab } from '../../trial/lab.ts'
import { RealTrialTime } from '../../trial/real-trial-time.ts'
import { NotExplorable } from '../explore-error.ts'
import type { CallRecord } from '../run/schedule-record.ts'
import { inMacrotask } from '../run/turns.ts'
import { MomentWatch } from './moment-watch.ts'
import type { RealPlan } from './real-plan.ts'
import { RealSchedule } from './real-schedule.ts'

/** Intervals that a task gets to do what it must not once it was told to end. */
const WATCH_INTERVALS = 10
/** Ticks of 1 ms for what has to happen, where it is looked at again if it did not. */
const BRIEF_TICKS = 300
/** And where it counts. */
const PATIENT_TICKS = 2000
/** Runs after the end that show well enough that it does not end. */
const ENOUGH_LATE_RUNS = 3

/** What became of one plan. */
export interface RealOutcome {
  readonly schedule: RealSchedule
  /** Whether the operation landed right before a callback that it took back, which proves nothing. */
  readonly isVoid: boolean
  /** Whether a wait was cut short: what had not happened by then may have happened later. */
  readonly wasImpatient: boolean
}

/** Where the schedules of one exploration in real time run, one after the other. */
export class RealWorld {
  readonly #lab: Lab
  readonly #clones: number
  readonly #guard = new ProcessGuard()
  readonly #storages = new AsyncStorageGuard()
  readonly #randomness: SeededRandomness
  readonly #metronome = new Metronome()
  readonly #outside = new AsyncResource('VitestShutdownExplorer', { requireManualDestroy: true })
  readonly #driver: ManagerDriver
  readonly #unlisten: () => void
  #active: RealSchedule | undefined
  /** A wait that has nothing more to wait for, and may tick once more. */
  #lastWait: Promise<unknown> = Promise.resolve()

  /**
   * Opens a world; whoever does closes it.
   *
   * @param clones that are there from the beginning
   * @throws {NotExplorable} (rejects) when this runtime cannot run jobs in between two callbacks
   */
  static async open(lab: Lab, clones: number): Promise<RealWorld> {
    if (!(await inMacrotask(canDrain)))
      throw new NotExplorable(
        'refused',
        'this runtime cannot run the jobs that are pending in between two callbacks, so no call can land there',
      )
    return new RealWorld(lab, clones)
  }

  private constructor(lab: Lab, clones: number) {
    this.#lab = lab
    this.#clones = clones
    this.#driver = new ManagerDriver(lab.subject)
    this.#randomness = new SeededRandomness(lab.seed)
    this.#guard.install()
    this.#storages.install()
    this.#randomness.install()
    this.#unlisten = listenToLogs({
      onLine: (level, values) => {
        if (level !== 'debug') this.#active?.journal.line(level, toLogText(values))
      },
      onUnseen: () => {
        if (this.#active !== undefined) this.#active.hasUnseenLines = true
      },
    })
  }

  async close(): Promise<void> {
    this.#unlisten()
    this.#randomness.restore()
    this.#storages.restore()
    this.#guard.restore()
    await this.#metronome.stop()
  }

  /**
   * Runs one plan on a fresh manager; without one, the scenario, which is ended once it is over.
   *
   * @param isPatient whether what has to happen is waited for as long as a verdict needs. Default: false
   * @throws {NotExplorable} (rejects) when there is no manager, or it tries to end the process
   */
  async run(plan?: RealPlan, isPatient = false): Promise<RealOutcome> {
    this.#guard.uncaught.length = 0
    this.#guard.unhandled.length = 0
    this.#randomness.restart()
    const parts = { driver: this.#driver, outside: this.#outside, guard: this.#guard }
    const schedule = new RealSchedule({ ...parts, clones: this.#clones }, plan)
    const watch = new MomentWatch((kind) => schedule.reach(kind))
    const census = new HandleCensus(watch)
    const time = this.#createTime(census)
    this.#active = schedule
    census.start({ files: false })
    let hasEnded = true
    try {
      await this.#create(schedule, time)
      if (schedule.failedCreate === undefined)
        hasEnded = await this.#live(schedule, time, census, isPatient)
    } finally {
      this.#active = undefined
      await end(schedule, time, census)
      this.#storages.disableUsed()
    }
    const { name } = this.#lab.subject
    const [exit] = this.#guard.exits
    if (exit !== undefined) throw new NotExplorable('refused', `${name} called ${exit.label}`)
    if (watch.error !== undefined) throw watch.error.cause
    if (schedule.failedCreate !== undefined)
      throw new NotExplorable('refused', `${name}: ${schedule.failedCreate}`)
    return { schedule, isVoid: watch.hasTakenBack, wasImpatient: !hasEnded && !isPatient }
  }

  #createTime(census: HandleCensus): RealTrialTime {
    return new RealTrialTime({
      clock: new RealClock(),
      census,
      threads: new ThreadWatch(new Timeline(() => 0)),
      intervalMs: this.#lab.subject.intervalMs,
      metronome: this.#metronome,
      onPulse: this.#lab.onPulse,
    })
  }

  /** Makes the manager, and takes it up in the very turn in which it is there. */
  async #create(schedule: RealSchedule, time: RealTrialTime): Promise<void> {
    const { task, journal, work } = schedule
    const { subject } = this.#driver
    const logger = {
      info: (message: string) => journal.line('info', message),
      warn: (message: string) => journal.line('warn', message),
      error: (message: string) => journal.line('error', message),
    }
    const network = createAbsentNetwork(subject)
    const created = task.create(() =>
      subject.create({ work: work.call, logger, resource: openFreely, network }),
    )
    schedule.failedCreate = await this.#findFailure(created, 'create()', time)
    if (schedule.failedCreate !== undefined) return
    if (task.needsStart) {
      const started = task.start(created.outcome)
      schedule.failedCreate = await this.#findFailure(started, 'start()', time)
      if (schedule.failedCreate !== undefined) return
    }
    if (!task.adopt(created.outcome, this.#clones)) {
      schedule.failedCreate = 'clone() gave no handle right after create()'
      return
    }
    schedule.isCounting = true
    if (task.arriving.isExpected) bringWork(schedule, subject.intervalMs)
    schedule.reach('created')
  }

  /** Waits for a call, and says what went wrong with it, if anything did. */
  async #findFailure(
    call: CallRecord,
    name: string,
    time: RealTrialTime,
  ): Promise<string | undefined> {
    if (call.state === 'pending') {
      this.#lastWait = time.allow(() => call.state !== 'pending')
      // Its continuation comes before anything that a tick of the metronome would find.
      const settled = Promise.resolve(call.value).then(ignore, ignore)
      await Promise.race([settled, this.#lastWait])
    }
    if (call.state === 'pending') return `${name} returned a promise that did not settle`
    return call.state === 'rejected' ? `${name} ${tellSettled(call)}` : undefined
  }

  /**
   * Waits until the operation has landed or the scenario is over, and until the task is at rest.
   *
   * @returns whether all has happened that had to
   */
  async #live(
    schedule: RealSchedule,
    time: RealTrialTime,
    census: HandleCensus,
    isPatient: boolean,
  ): Promise<boolean> {
    const { task, work } = schedule
    const { finalRuns, subject } = this.#lab
    const ticks = isPatient ? PATIENT_TICKS : BRIEF_TICKS
    await this.#lastWait
    await time.allow(() => schedule.landed !== undefined || schedule.isScenarioOver)
    schedule.isCounting = false
    schedule.isComplete = schedule.landed === undefined
    let hasGoneOn = true
    if (schedule.landed !== undefined && task.state === 'running') {
      // A handle is left: the loop goes on.
      const enough = work.completed + 2
      hasGoneOn = await time.allow(() => work.completed >= enough, ticks)
      schedule.isComplete = hasGoneOn
    }
    if (task.state === 'running') {
      schedule.wasLeftAlone = true
      task.end()
    }
    const isHopeless = (): boolean => countLateRuns(schedule) >= finalRuns + ENOUGH_LATE_RUNS
    await time.allow(() => schedule.isAtRest || isHopeless(), ticks)
    await time.adv(WATCH_INTERVALS * subject.intervalMs)
    const isClosed = (): boolean => census.findOpen().length === 0
    await time.allow(() => isClosed() || isHopeless(), task.pendingCalls > 0 ? 0 : ticks)
    schedule.close(census)
    return (hasGoneOn && schedule.isAtRest && isClosed()) || isHopeless()
  }
}

/** How many runs have started since the task was told to end. */
function countLateRuns({ calls, runs }: RealSchedule): number {
  const end = calls.find(({ isEnding }) => isEnding)?.called.order ?? Infinity
  return runs.filter(({ started }) => started.order > end).length
}

/** Has a piece of work arrive each interval, until the task is told to stop; the last one comes after that. */
function bringWork(schedule: RealSchedule, intervalMs: number): void {
  const { task, time } = schedule
  const callback = (): void => {
    task.bringWork()
    if (task.state === 'running') bringWork(schedule, intervalMs)
  }
  time.add({
    kind: 'timeout',
    api: 'arrival',
    callback,
    delayMs: Math.max(1, Math.ceil(intervalMs)),
  })
}

/** Ends whatever is left: it must not meet the next schedule. */
async function end(
  schedule: RealSchedule,
  time: RealTrialTime,
  census: HandleCensus,
): Promise<void> {
  schedule.isCounting = false
  schedule.task.abandon()
  schedule.time.end()
  const isClosed = (): boolean => census.findOpen().length === 0
  if (!isClosed()) {
    census.closeAll()
    await time.allow(isClosed)
  }
  await new Promise<void>((resolve) => real.setImmediate(resolve))
  census.stop()
}

function ignore(): void {}
