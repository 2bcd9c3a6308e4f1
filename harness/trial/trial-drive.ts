import type { Clock } from '../clock/create-clock.ts'
import type { HandleCensus } from '../handles/handle-census.ts'
import type { PromiseTrace } from '../promises/promise-trace.ts'
import { tellHang } from '../promises/tell-hang.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { type Blame, blameCall, findMethodFrame } from '../rig/blame.ts'
import { type Call, type CallWords, trackCall } from '../rig/call.ts'
import { describe } from '../text/describe.ts'
import { EventLoopTurn, RequestWait } from '../rig/event-loop.ts'
import { formatMs } from '../text/format-ms.ts'
import type { ArrivingClock } from '../rig/arrivals.ts'
import type { ItemLedger, LedgerItem } from '../rig/item-ledger.ts'
import type { ResourceLedger } from '../rig/resource-ledger.ts'
import type { ManagerDriver } from '../rig/manager-driver.ts'
import { advanceFar, advanceUntil } from '../rig/pace.ts'
import type { ProcessGuard } from '../rig/process-guard.ts'
import type { Recorder } from '../rig/recorder.ts'
import type { TimelineEvent } from '../model/report.ts'
import { NotApplicable, RuleFailure } from '../model/rule-failure.ts'
import type { ThreadWatch } from '../rig/thread-watch.ts'
import type { EventPlace, Timeline } from '../model/timeline.ts'
import type { GatedWork, Run } from '../rig/gated-work.ts'

/** What a trial is made of; see {@link Trial}. */
export interface TrialParts {
  readonly driver: ManagerDriver
  readonly clock: Clock
  readonly timeline: Timeline
  readonly work: GatedWork
  readonly log: Recorder
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  readonly threads: ThreadWatch
  readonly items: ItemLedger
  readonly resources: ResourceLedger
  /** Brings the work, where it does not come of itself. */
  readonly arrivals?: ArrivingClock | undefined
  /** Who waits for which promise; only when a check is made again for that. */
  readonly trace?: PromiseTrace | undefined
}

/** One fresh subject under a fresh clock, and everything that is done to it. */
export class TrialDrive {
  readonly work: GatedWork
  readonly log: Recorder
  readonly clock: Clock
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  readonly threads: ThreadWatch
  readonly driver: ManagerDriver
  readonly items: ItemLedger
  readonly resources: ResourceLedger
  /** The call of `create()`, and of `start()` where there is one. */
  created: Call | undefined
  started: Call | undefined
  /** How many timers have fired, arrivals of work included. */
  fires = 0
  /** What `trigger` or `submit` threw or rejected with before anything stopped the manager. */
  arrivalError: unknown
  /** Whether time is real, and cannot be moved. */
  readonly isReal: boolean = false
  /** The interval of the subject, in milliseconds. */
  readonly T: number
  /** The manager under test. */
  manager: unknown
  /** Whether the manager was dropped before anything shut it down. */
  wasDropped = false
  /** Every handle on the task, the manager first. */
  readonly handles: unknown[] = []
  readonly #timeline: Timeline
  readonly #turn = new EventLoopTurn()
  readonly #requests: RequestWait
  readonly #calls = new Map<string, number>()
  readonly #trace: PromiseTrace | undefined
  readonly #arrivals: ArrivingClock | undefined
  readonly #dropped = new Set<unknown>()
  #wasShutDown = false

  constructor(parts: TrialParts) {
    this.work = parts.work
    this.log = parts.log
    this.clock = parts.clock
    this.guard = parts.guard
    this.census = parts.census
    this.threads = parts.threads
    this.driver = parts.driver
    this.items = parts.items
    this.resources = parts.resources
    this.#arrivals = parts.arrivals
    this.#timeline = parts.timeline
    this.#trace = parts.trace
    this.#requests = new RequestWait(parts.clock, parts.census)
    this.T = parts.driver.subject.intervalMs
  }

  /** The longest pause between two runs: one interval, or longer after failed runs by design. */
  get backoffMs(): number {
    return this.driver.subject.capabilities?.backoffMs ?? this.T
  }

  /** How many runs may be in flight at once. */
  get concurrency(): number {
    return this.driver.subject.capabilities?.concurrency ?? 1
  }

  get name(): string {
    return this.driver.subject.name
  }

  /** So many intervals in whole milliseconds, at least ten: a deadline to hand to the manager. */
  intervals(count: number): number {
    return Math.max(10, Math.ceil(count * this.T))
  }

  /** A deadline that is not to come: `ms`, and an hour where a busy machine might be late for that. */
  generous(ms: number): number {
    return ms
  }

  /** Moves virtual time by `ms` and drains. */
  async adv(ms: number): Promise<void> {
    await this.advUntil(() => false, ms)
    await this.drain()
  }

  /** Moves virtual time by `ms`, in leaps once many timers have fired: for waits that must not end. */
  async advFar(ms: number): Promise<void> {
    await advanceFar(this.clock, ms, this.T)
  }

  /** Moves virtual time until `isDone`, by `ms` at the most. */
  async advUntil(isDone: () => boolean, ms: number): Promise<boolean> {
    let moves = -1
    const beforeEach = (): Promise<void> => {
      moves += 1
      return this.#requests.wait()
    }
    const isOver = await advanceUntil(this.clock, isDone, ms, beforeEach)
    this.fires += Math.max(0, moves)
    return isOver
  }

  async drain(): Promise<void> {
    await this.clock.drain()
    await this.#requests.wait()
  }

  /** Until `count` runs have ended. @throws {NotApplicable} when that takes over `count` + 2 intervals */
  async runs(count: number): Promise<void> {
    const done = await this.advUntil(() => this.work.completed >= count, (count + 2) * this.T)
    if (!done)
      throw new NotApplicable(
        `${this.name} completed no ${count} runs in ${formatMs((count + 2) * this.T)}`,
        'not-run',
      )
  }

  /** Waits until a run is in flight and holds that one; later runs, as a last flush, end at once. */
  async startRun(): Promise<Run> {
    this.work.hold()
    await this.advUntil(() => this.work.active > 0, 3 * this.T)
    const run = this.work.last
    if (run === undefined || this.work.active === 0) {
      throw new NotApplicable(`${this.name} started no run within three intervals`, 'not-run')
    }
    this.work.holdOnly(run)
    return run
  }

  /** Has work arrive every interval from now on, where the subject brings it by `trigger` or `submit`. */
  beginArrivals(): void {
    this.#arrivals?.begin(() => this.#arrive())
  }

  endArrivals(): void {
    this.#arrivals?.end()
  }

  #arrive(): void {
    const { subject } = this.driver
    const isStopped = this.#wasShutDown || this.wasDropped
    const handle = this.handles.find((each) => !this.#dropped.has(each)) ?? this.manager
    if (subject.submit !== undefined) {
      // What a manager does with items that come too late is for ITEM-03.
      if (isStopped) return
      const { call } = this.submit(handle)
      if (call.state === 'rejected') this.arrivalError ??= call.outcome
      return
    }
    const note = (error: unknown): void => {
      if (!isStopped) this.arrivalError ??= error
    }
    try {
      Promise.resolve(subject.trigger?.(handle)).catch(note)
    } catch (error) {
      note(error)
    }
  }

  /** Hands over a new item. */
  submit(handle: unknown = this.manager): LedgerItem {
    const { subject } = this.driver
    return this.items.hand((value, label) =>
      this.call(label, handle, () => subject.submit?.(handle, value), {
        method: { name: 'submit', find: () => subject.submit },
      }),
    )
  }

  /** Calls `start` of the subject. */
  start(): Call {
    return this.call('start()', this.manager, () => this.driver.start(this.manager), {
      isAsync: true,
      method: { name: 'start', find: () => this.driver.subject.start },
    })
  }

  /** Calls `restart` of the subject. */
  restart(): Call {
    return this.call('restart()', this.manager, () => this.driver.restart(this.manager), {
      isAsync: true,
      method: { name: 'restart', find: () => this.driver.subject.restart },
    })
  }

  shutdown(handle: unknown = this.manager): Call {
    this.#wasShutDown = true
    return this.call('shutdown()', handle, () => this.driver.shutdown(handle), {
      isAsync: true,
      method: { name: 'shutdown', find: () => this.driver.findFunction('shutdown', handle) },
    })
  }

  drop(handle: unknown = this.manager): Call {
    this.wasDropped ||= !this.#wasShutDown
    this.#dropped.add(handle)
    const name = this.driver.subject.drop ? 'drop' : '[Symbol.dispose]'
    return this.call(`${name}()`, handle, () => this.driver.drop(handle), {
      method: { name, find: () => this.driver.findFunction('drop', handle) },
    })
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Call {
    const { subject } = this.driver
    return this.call(
      `shutdownWithin(${timeoutMs})`,
      this.manager,
      () => subject.shutdownWithin?.(this.manager, timeoutMs, signal),
      { isAsync: true, method: { name: 'shutdownWithin', find: () => subject.shutdownWithin } },
    )
  }

  shutdownWith(cleanup: () => unknown): Call {
    const { subject } = this.driver
    return this.call(
      'shutdownWith(cleanup)',
      this.manager,
      () => subject.shutdownWith?.(this.manager, cleanup),
      { isAsync: true, method: { name: 'shutdownWith', find: () => subject.shutdownWith } },
    )
  }

  /** Any other call on a handle, tracked and on the timeline. */
  call(
    name: string,
    handle: unknown,
    action: () => unknown,
    words: Omit<CallWords, 'label' | 'name'> = {},
  ): Call {
    const index = this.handles.indexOf(handle)
    const owned = this.handles.length > 1 && index >= 0 ? `${handleName(index)}.${name}` : name
    // Numbered like the runs, so that a message can say which of several it is about.
    const count = (this.#calls.get(owned) ?? 0) + 1
    this.#calls.set(owned, count)
    const nth = count === 1 ? '' : ` #${count}`
    return trackCall({ ...words, label: `${owned}${nth}`, name: `${name}${nth}` }, action, {
      timeline: this.#timeline,
      lane: handleName(index),
      nowMs: () => this.clock.nowMs,
      starts: () => this.work.starts,
      active: () => this.work.active,
      turn: () => this.#turn.current,
    })
  }

  /** Clones a handle. @throws {RuleFailure} when that throws or gives nothing */
  clone(handle: unknown = this.manager): unknown {
    const call = this.call('clone()', handle, () => this.driver.clone(handle), {
      method: { name: 'clone', find: () => this.driver.findFunction('clone', handle) },
    })
    if (call.threw !== undefined)
      this.fail(`${call.label} threw ${describe(call.threw.error)}`, blameCall(call))
    if (call.value === undefined || call.value === null)
      this.fail(`${call.label} returned ${String(call.value)}`, {
        event: call.called,
        mark: 'no handle',
        call,
      })
    // It is the clone whose life begins with the call.
    const name = handleName(this.handles.length)
    call.called.lane = name
    call.called.event = `${call.label} gave ${name}`
    this.handles.push(call.value)
    return call.value
  }

  /**
   * Lets go of the manager and of all that leads to it: the signals and stacks of what it did so far.
   * Runs and lines are counted from here on.
   */
  letGo(): WeakRef<object> {
    const manager = new WeakRef(this.manager as object)
    this.manager = undefined
    this.handles.length = 0
    this.wasDropped = true
    this.work.runs.length = 0
    this.log.lines.length = 0
    return manager
  }

  /** The name of a handle in messages: `a` is the manager, `b` the first clone. */
  handleName(handle: unknown): string {
    return handleName(this.handles.indexOf(handle))
  }

  /** @throws {RuleFailure} always, with what happened so far */
  fail(observed: string, blame: Blame = {}): never {
    const { event, pending, site, hint, signature } = blame
    const { mark = pending && 'never settled', call = pending } = blame
    const hang = pending && this.#trace && tellHang(this.#trace, pending.value)
    const frame =
      blame.frame ??
      (site ? findUserFrame(site) : hang?.frame) ??
      (call && findMethodFrame(call.method))
    const failure = new RuleFailure(observed, this.#timeline.snapshot(event, mark), frame)
    failure.hint = hint
    failure.signature = signature
    failure.isAboutPending = pending !== undefined
    failure.where = hang?.text
    throw failure
  }

  /** The place of an event in the order of all; infinite for what has not happened. */
  positionOf(event: TimelineEvent | undefined): number {
    const position = event === undefined ? -1 : this.#timeline.events.indexOf(event)
    return position < 0 ? Infinity : position
  }

  /** Puts a remark on the timeline. */
  note(event: string, place?: EventPlace): TimelineEvent {
    return this.#timeline.add(event, place)
  }
}

function handleName(index: number): string {
  return String.fromCodePoint(97 + Math.max(0, index))
}
