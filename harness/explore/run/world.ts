// run/ runs one plan on one fresh manager, step by step, with time, timers and jobs in its hands. It
// writes down what happens and judges nothing.

import { AsyncResource } from 'node:async_hooks'
import { checkForeignTimers } from '../../clock/foreign-timers.ts'
import { patch } from '../../platform/patch.ts'
import { beginTurn } from '../../clock/turn-owner.ts'
import { endFilePolls } from '../../clock/file-polls.ts'
import { installTime } from '../../clock/stand-in.ts'
import { listClockSurfaces } from '../../clock/surfaces.ts'
import { AsyncStorageGuard } from '../../rig/async-storage-guard.ts'
import { listenToLogs, toLogText } from '../../rig/listen-to-logs.ts'
import { readWorkTraits } from '../../rig/work.ts'
import { ManagerDriver } from '../../rig/manager-driver.ts'
import { follow, listConnections, strike } from './schedule-network.ts'
import {
  answersRequests,
  createAbsentNetwork,
  installNetwork,
  isNetworked,
  listHosts,
} from '../../rig/subject-network.ts'
import { warmFetch } from '../../platform/warm-fetch.ts'
import type { Network } from '../../model/network.ts'
import type { SimulatedNetwork } from '../../network/simulated-network.ts'
import { ProcessGuard } from '../../rig/process-guard.ts'
import { DEFAULT_SEED } from '../../model/seed.ts'
import type { Subject } from '../../model/subject.ts'
import { HandleCensus } from '../../handles/handle-census.ts'
import { type JobListener, watchJobs, watchPromises } from '../../platform/boundaries.ts'
import { type BoundaryMode } from '../../platform/promise-hooks.ts'
import { withStackLimit } from '../../stack/call-sites.ts'
import { SeededRandomness } from '../../platform/randomness/seeded-randomness.ts'
import { canDrain, drain } from '../../platform/drain.ts'
import { ExploreTime } from './explore-time.ts'
import type { Plan } from '../plan/operation.ts'
import { Schedule, type ScheduleParts } from './schedule.ts'
import { StepTrace } from './step-trace.ts'
import { afterTurns, inMacrotask, turn } from './turns.ts'

/** How schedules run: each at once, in one turn of the event loop, or in turns. */
export type Pace = 'now' | 'in-turns'

/** How a schedule is set up. */
export interface WorldOptions extends Pick<ScheduleParts, 'clones' | 'start' | 'restMs'> {
  readonly mode: BoundaryMode
  readonly pace: Pace
  /** Whether servers of this process are in memory where the subject has no network. Default: false. */
  readonly isLocal?: boolean
  /** What everything random begins with in every schedule. Default: 1. */
  readonly seed?: number
}

/** Turns of the event loop after which a message that was posted has arrived. */
const TURNS = 3
/** Without promise hooks: microtasks after a macrotask that are moments for an operation. */
const MAX_HOPS = 16

// As it was before anything was replaced.
const { queueMicrotask: nativeQueueMicrotask } = globalThis

/**
 * Where the schedules of one exploration run, one after the other: its time, its hooks, its guard of
 * the process. Setting it up costs more than a thousand schedules.
 */
export class World implements JobListener {
  readonly guard: ProcessGuard = new ProcessGuard()
  readonly pace: Pace
  readonly #time = new ExploreTime()
  readonly #randomness: SeededRandomness
  readonly #storages = new AsyncStorageGuard()
  readonly #parts: ScheduleParts
  readonly #mode: BoundaryMode
  readonly #undo: (() => void)[] = []
  #network: SimulatedNetwork | undefined
  #closing: Promise<void> | undefined
  #census: HandleCensus | undefined
  #active: Schedule | undefined

  /**
   * Opens a world, in a turn of its own: test runners put functions such as `process.nextTick` back in
   * a tick after they have used them.
   *
   * @throws {ClockError} (rejects) when other fake timers are installed
   */
  static async open(subject: Subject, options: WorldOptions): Promise<World> {
    if (isNetworked(subject) || options.isLocal) await warmFetch()
    await turn()
    return new World(subject, options)
  }

  private constructor(
    subject: Subject,
    { mode, pace, clones, start, restMs, isLocal = false, seed = DEFAULT_SEED }: WorldOptions,
  ) {
    checkForeignTimers()
    this.#randomness = new SeededRandomness(seed)
    const network = (): Network => this.#network ?? createAbsentNetwork(subject)
    this.#mode = mode
    this.pace = pace
    this.#parts = {
      driver: new ManagerDriver(subject),
      time: this.#time,
      guard: this.guard,
      get network() {
        return network()
      },
      outside: new AsyncResource('VitestShutdownExplorer', { requireManualDestroy: true }),
      traits: readWorkTraits(subject),
      hosts: listHosts(subject),
      peers: new Map(listHosts(subject).map((host) => [host, answersRequests(subject, host)])),
      strike: (fault, host) => strike(this.#network, fault, host),
      listConnections: () => listConnections(this.#network),
      clones,
      start,
      restMs,
    }
    this.#install(subject, isLocal)
  }

  /** What everything random begins with. */
  get seed(): number {
    return this.#randomness.seed
  }

  /** Whether the subject has asked for anything random so far. */
  get hasReadRandomness(): boolean {
    return this.#randomness.hasRead
  }

  /** Whether schedules can be run without turns of the event loop. To be asked from a macrotask. */
  get canRunNow(): boolean {
    return this.#mode === 'promise-hooks' && canDrain()
  }

  /** Runs one plan, at the pace of the world. */
  run(plan: Plan, isTracing = false): Promise<Schedule> {
    return this.pace === 'in-turns'
      ? this.runInTurns(plan, isTracing)
      : inMacrotask(() => this.runNow(plan, isTracing))
  }

  /** Runs one plan, to its end, in this turn. To be called from a macrotask. */
  runNow(plan: Plan, isTracing = false): Schedule {
    if (isTracing) return this.#runNow(plan, true)
    // Errors and aborted signals of a schedule that is not traced are looked at by nobody; their stacks
    // take as long as all the rest of it.
    return withStackLimit(0, () => this.#runNow(plan, false))
  }

  #runNow(plan: Plan, isTracing: boolean): Schedule {
    const schedule = this.#start(plan, isTracing)
    drain()
    while (schedule.pump()) drain()
    this.#end()
    if (schedule.isClean) return schedule
    schedule.abandon()
    drain()
    return schedule
  }

  /** Runs one plan in turns of the event loop: for what only they move, and where nothing else can. */
  runInTurns(plan: Plan, isTracing = false): Promise<Schedule> {
    return new Promise((resolve) => {
      let schedule: Schedule | undefined
      let isOver = false
      const step = (): void => {
        if (schedule === undefined) schedule = this.#start(plan, isTracing)
        else if (isOver) {
          resolve(schedule)
          return
        } else if (!schedule.pump()) {
          isOver = true
          this.#end()
          if (!schedule.isClean) schedule.abandon()
        }
        if (this.#mode === 'microtask-hops' && !isOver) hop(schedule, MAX_HOPS)
        afterTurns(TURNS, step)
      }
      afterTurns(1, step)
    })
  }

  onContinuation(promise: object): void {
    this.#active?.onJob('await', promise)
  }

  onJob(kind: 'microtask' | 'tick'): void {
    this.#active?.onJob(kind)
  }

  onError(error: unknown): void {
    this.guard.uncaught.push(error)
  }

  onPromise(promise: object): void {
    this.#active?.trace?.note(promise)
  }

  /** Puts back everything that was replaced. */
  async close(): Promise<void> {
    await turn()
    this.#network?.reset()
    for (const undo of this.#undo.toReversed()) undo()
    this.#undo.length = 0
    await this.#closing
  }

  #install(subject: Subject, isLocal: boolean): void {
    this.guard.install()
    this.#undo.push(() => this.guard.restore())
    this.#storages.install()
    this.#undo.push(() => this.#storages.restore())
    this.#undo.push(patch(listClockSurfaces()))
    const uninstallTime = installTime(this.#time)
    this.#undo.push(() => {
      endFilePolls(this.#time)
      uninstallTime()
      this.#time.startSchedule()
      this.#time.end()
    })
    this.#network = installNetwork(subject, isLocal)
    this.#undo.push(() => {
      this.#closing = this.#network?.close()
    })
    this.#undo.push(
      listenToLogs({
        onLine: (level, values) => {
          if (level !== 'debug') this.#active?.log(level, toLogText(values))
        },
        onUnseen: () => this.#active?.noteUnseen(),
      }),
    )
    this.#randomness.install()
    this.#undo.push(() => this.#randomness.restore())
    this.#undo.push(watchJobs(this, this.#mode, { skipsNodes: this.#network !== undefined }))
  }

  #start(plan: Plan, isTracing: boolean): Schedule {
    // What the schedule before has left comes to its end here, and counts for nobody.
    this.#network?.reset()
    endFilePolls(this.#time)
    beginTurn(false)
    const trace = isTracing ? new StepTrace() : undefined
    const schedule = new Schedule(this.#parts, plan, trace)
    this.#time.timers.isTracing = isTracing
    this.#randomness.restart()
    this.#active = schedule
    // What is run in turns may post messages, and leave their ports open.
    if (this.pace === 'in-turns') {
      this.#census = new HandleCensus()
      this.#census.start({ files: false })
    }
    if (trace !== undefined && this.#mode === 'promise-hooks') {
      const unwatch = watchPromises(this)
      trace.promises.start()
      this.#unwatch = () => {
        trace.promises.stop()
        unwatch()
      }
    }
    const network = this.#network
    if (network !== undefined) follow(network, schedule)
    schedule.begin()
    return schedule
  }

  #unwatch: (() => void) | undefined

  #end(): void {
    this.#active = undefined
    this.#network?.follow(undefined)
    this.#unwatch?.()
    this.#unwatch = undefined
    this.#storages.disableUsed()
    this.#census?.stop()
    this.#census?.closeAll()
    this.#census = undefined
  }
}

/** One boundary after another, a microtask apart, beside the jobs of the subject. */
function hop(schedule: Schedule, left: number): void {
  nativeQueueMicrotask(() => {
    schedule.onJob('hop')
    if (left > 1) hop(schedule, left - 1)
  })
}
