import { createClock } from '../clock/create-clock.ts'
import type { Clock } from '../clock/clock.ts'
import { real } from '../platform/real-time.ts'
import { NetworkError } from '../network/network-error.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { nextTurn, sleep } from '../handles/settle.ts'
import { findHang } from '../promises/find-hang.ts'
import type { PromiseNode } from '../promises/promise-node.ts'
import { PromiseTrace } from '../promises/promise-trace.ts'
import { JobLimit } from './job-limit.ts'
import { RealWork } from './real-work.ts'
import { SelfMovingClock } from './self-moving-clock.ts'
import {
  createDeadlock,
  createEndless,
  createLivelock,
  emitNotice,
  type Suspect,
  findWaitReason,
} from './create-verdict.ts'
import type { VirtualRun, VirtualRunOptions } from './virtual-run.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Immediates in a row that are work; more are a loop that polls, and takes time. */
const IMMEDIATES_PER_INSTANT = 200
/** The same, for native ones. */
const MAX_IMMEDIATE_TURNS = 1000
/** Turns without any event after which nothing is on its way between two handles of this thread. */
const QUIET_TURNS = 3
/** Real work that ends at once ends in so many turns. */
const BUSY_TURNS = 20
/** How often it is looked whether the body is still where it was. */
const FIRES_PER_LOOK = 500

/** What is installed already, and outlives the run. */
interface RunSurroundings {
  readonly clock?: Clock | undefined
  readonly network?: SimulatedNetwork | undefined
}

/** What became of the body. */
type Outcome = { value: unknown } | { error: unknown }

/** One run: its clock, its hooks, and the loop that moves time. */
export class RunSession {
  readonly #options: Required<Omit<VirtualRunOptions, 'startMs' | 'network'>>
  readonly #network: SimulatedNetwork | undefined
  readonly #inner: Clock
  readonly #isBorrowed: boolean
  readonly #clock: SelfMovingClock
  readonly #work = new RealWork()
  readonly #trace = new PromiseTrace()
  readonly #jobs: JobLimit
  readonly #startedAtMs = real.performanceNow()
  #outcome: Outcome | undefined
  #root: object = this
  #pauses = 0
  #immediateTurns = 0
  #fires = 0
  #hasNoticed = false
  /** Where the body was when its idleness began to count. */
  #idle: { at: PromiseNode; sinceMs: number; fires: number; untilMs: number } | undefined

  constructor(options: Omit<VirtualRunOptions, 'network'>, { clock, network }: RunSurroundings) {
    const { startMs, ...others } = options
    this.#network = network
    this.#options = {
      autoAdvance: true,
      maxIdleFires: 5000,
      maxFires: 1_000_000,
      maxJobs: 1_000_000,
      confirmMs: 100,
      noticeMs: 3000,
      ...dropUndefined(others),
    }
    // First, for Node 20: hooks on handles leave promises alone only where these are hooked before.
    this.#trace.start()
    this.#isBorrowed = clock !== undefined
    try {
      this.#inner =
        clock ??
        createClock({
          ...(startMs === undefined ? {} : { startMs }),
          immediatesPerInstant: IMMEDIATES_PER_INSTANT,
        })
    } catch (error) {
      this.#trace.stop()
      throw error
    }
    this.#clock = new SelfMovingClock(this.#inner, this.#options.autoAdvance)
    this.#jobs = new JobLimit(this.#trace, this.#options.maxJobs)
    this.#work.start()
    this.#jobs.start()
  }

  /** Puts everything back. */
  close(): void {
    this.#jobs.stop()
    this.#work.stop()
    if (!this.#isBorrowed) this.#inner[Symbol.dispose]()
    this.#trace.stop()
  }

  async run<T>(body: (run: VirtualRun) => T | PromiseLike<T>): Promise<T> {
    const network = this.#network
    const result = body({
      clock: this.#clock,
      get network() {
        return network ?? refuseNetwork()
      },
    })
    const promise = result instanceof Promise ? result : Promise.resolve(result)
    this.#root = promise
    promise.then(
      (value: unknown) => {
        this.#outcome = { value }
      },
      (error: unknown) => {
        this.#outcome = { error }
      },
    )
    const outcome = await this.#trace.leaveOut(() => this.#untilOutcome())
    if ('error' in outcome) throw outcome.error
    return outcome.value as T
  }

  async #untilOutcome(): Promise<Outcome> {
    while (this.#outcome === undefined) await this.#step()
    return this.#outcome
  }

  /** Lets run what can, and then moves time, waits for reality, or gives a verdict. */
  async #step(): Promise<void> {
    await this.#quiesce()
    if (this.#jobs.endless !== undefined) throw createEndless(this.#suspect(), this.#jobs.endless)
    const [failure] = this.#network?.errors ?? []
    if (failure !== undefined) throw failure
    if (this.#outcome !== undefined) return
    this.#notice()
    if (this.#clock.isMoving) return
    if (this.#work.hasImmediates && this.#immediateTurns < MAX_IMMEDIATE_TURNS) {
      this.#immediateTurns += 1
      return
    }
    this.#immediateTurns = 0
    if (this.#work.isUnderWay) {
      await this.#pause()
      return
    }
    this.#pauses = 0
    if (await this.#fire()) return
    await this.#judge()
  }

  /** Lets the event loop turn until nothing comes of it. */
  async #quiesce(): Promise<void> {
    let { activity } = this.#work
    let quiet = 0
    for (let turns = 0; turns < MAX_IMMEDIATE_TURNS; turns += 1) {
      await this.#turn()
      if (this.#outcome !== undefined) return
      quiet = activity === this.#work.activity ? quiet + 1 : 0
      ;({ activity } = this.#work)
      if (quiet >= (this.#work.isUntouched ? 1 : QUIET_TURNS)) return
    }
  }

  async #turn(): Promise<void> {
    await nextTurn()
    this.#trace.endTurn()
    this.#jobs.endTurn()
  }

  /** Lets real time pass, shortly at first. Immediates run meanwhile, other timers do not. */
  async #pause(): Promise<void> {
    this.#pauses += 1
    if (this.#pauses > BUSY_TURNS) await sleep(1)
    if (this.#clock.nextDueInMs === 0) await this.#inner.drain()
  }

  /** Fires the next timer, if time may move and there is one. */
  async #fire(): Promise<boolean> {
    const { nextDueInMs, autoAdvance } = this.#clock
    if (nextDueInMs === undefined) return false
    if (!autoAdvance) {
      if (nextDueInMs > 0) return false
      await this.#inner.drain()
    } else if (!(await this.#inner.next()) && this.#clock.nextDueInMs !== undefined) {
      // Immediates that make a new one each: time goes on meanwhile, as it does in reality.
      await this.#inner.advance(1)
    }
    this.#fires += 1
    this.#checkProgress()
    return true
  }

  #checkProgress(): void {
    const { maxIdleFires, maxFires } = this.#options
    const idle = this.#idle
    if (this.#fires >= maxFires)
      throw createLivelock(this.#suspect(), { fires: this.#fires, sinceMs: 0, isIdle: false })
    const isTimeToLook = this.#fires % Math.max(1, Math.min(FIRES_PER_LOOK, maxIdleFires)) === 0
    if (!isTimeToLook && this.#fires - (idle?.fires ?? 0) < maxIdleFires) return
    if (!isTimeToLook && (idle === undefined || this.#clock.nowMs < idle.untilMs)) return
    const at = this.#findPlace()
    if (idle === undefined || idle.at !== at) {
      const nowMs = this.#clock.nowMs
      // What the body waits for may be one of the timers that are there.
      const waits = this.#clock.pending().filter(({ kind }) => kind === 'timeout')
      const untilMs = nowMs + Math.max(0, ...waits.map(({ dueInMs }) => dueInMs))
      this.#idle = { at, sinceMs: nowMs, fires: this.#fires, untilMs }
      return
    }
    if (this.#clock.nowMs < idle.untilMs) {
      idle.fires = this.#fires
      return
    }
    const fires = this.#fires - idle.fires
    if (fires >= maxIdleFires)
      throw createLivelock(this.#suspect(), { fires, sinceMs: idle.sinceMs, isIdle: true })
  }

  /** The await in which the body is. */
  #findPlace(): PromiseNode {
    const { awaits, promise } = this.#suspect().hang
    return awaits.at(-1) ?? promise
  }

  #suspect(): Suspect {
    return {
      clock: this.#clock,
      work: this.#work,
      network: this.#network,
      hang: findHang(this.#trace.find(this.#root), this.#trace.findPending()),
    }
  }

  /** Nothing is left to do: there is a verdict, unless reality may yet have a say. */
  async #judge(): Promise<void> {
    const suspect = this.#suspect()
    const reason = findWaitReason(suspect.hang, this.#work)
    if (reason === 'at-work') {
      this.#pauses = Math.max(this.#pauses, BUSY_TURNS)
      await this.#pause()
      return
    }
    const untilMs = real.performanceNow() + (reason === 'unsure' ? this.#options.confirmMs : 0)
    for (let turns = 0; turns < QUIET_TURNS || real.performanceNow() < untilMs; turns += 1) {
      if (turns >= QUIET_TURNS) await sleep(2)
      await this.#turn()
      if (this.#isMoved(suspect)) return
    }
    throw createDeadlock(suspect)
  }

  /** Whether anything has happened to the body since it was suspected. */
  #isMoved({ hang }: Suspect): boolean {
    const isPaused = !this.#clock.autoAdvance && this.#clock.nextDueInMs !== 0
    return (
      this.#outcome !== undefined ||
      this.#jobs.endless !== undefined ||
      this.#clock.isMoving ||
      (this.#clock.nextDueInMs !== undefined && !isPaused) ||
      this.#work.isUnderWay ||
      this.#work.hasImmediates ||
      hang.promise.isSettled
    )
  }

  #notice(): void {
    if (this.#hasNoticed) return
    const elapsedMs = real.performanceNow() - this.#startedAtMs
    if (elapsedMs < this.#options.noticeMs) return
    this.#hasNoticed = true
    emitNotice(this.#suspect(), { elapsedMs, fires: this.#fires })
  }
}

function refuseNetwork(): never {
  throw new NetworkError(
    'NETWORK_SETUP',
    "This run has no simulated network. Add one: runVirtual(body, { network: { 'api.test': … } }).",
  )
}

function dropUndefined<T extends object>(options: T): { [K in keyof T]: NonNullable<T[K]> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [K in keyof T]: NonNullable<T[K]> }
}
