import type { Clock } from '../clock/create-clock.ts'
import type { HandleCensus } from '../handles/handle-census.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { describe, isError } from './describe.ts'
import { trackCall, type Call } from './call.ts'
import { formatMs } from './format-ms.ts'
import type { ManagerDriver } from './manager-driver.ts'
import type { ProcessGuard } from './process-guard.ts'
import { advanceFar, advanceUntil } from './pace.ts'
import type { PromiseTrace } from '../promises/promise-trace.ts'
import { tellHang } from '../promises/tell-hang.ts'
import type { Recorder } from './recorder.ts'
import type { TimelineEvent } from './report.ts'
import { NotApplicable, RuleFailure } from './rule-failure.ts'
import type { EventPlace, Timeline } from './timeline.ts'
import { EventLoopTurn, RequestWait, waitForReality } from './event-loop.ts'
import type { Run, Work } from './work.ts'

/** What a trial is made of; see {@link Trial}. */
export interface TrialParts {
  readonly driver: ManagerDriver
  readonly clock: Clock
  readonly timeline: Timeline
  readonly work: Work
  readonly log: Recorder
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  /** Who waits for which promise; only when a check is made again for that. */
  readonly trace?: PromiseTrace | undefined
}

/** Where a failure points: the event it objects to, and an error made at the user's line. */
export interface Blame {
  readonly event?: TimelineEvent | undefined
  readonly site?: { stack?: string | undefined } | undefined
  readonly frame?: string | undefined
  /** The call that should have settled. */
  readonly pending?: Call | undefined
}

/** Real milliseconds to wait for what is expected of a subject that does I/O. */
const PATIENCE_MS = 400
/** And for what is not expected of it. */
const SUSPICION_MS = 60

/** One fresh subject under a fresh clock, and everything a rule does to it. */
export class Trial {
  readonly work: Work
  readonly log: Recorder
  readonly clock: Clock
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  readonly driver: ManagerDriver
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
  readonly #trace: PromiseTrace | undefined
  #wasShutDown = false

  constructor(parts: TrialParts) {
    this.work = parts.work
    this.log = parts.log
    this.clock = parts.clock
    this.guard = parts.guard
    this.census = parts.census
    this.driver = parts.driver
    this.#timeline = parts.timeline
    this.#trace = parts.trace
    this.#requests = new RequestWait(parts.clock, parts.census)
    this.T = parts.driver.subject.intervalMs
  }

  get name(): string {
    return this.driver.subject.name
  }

  /** So many intervals in whole milliseconds, at least ten: a deadline to hand to the manager. */
  intervals(count: number): number {
    return Math.max(10, Math.ceil(count * this.T))
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
    return advanceUntil(this.clock, isDone, ms, () => this.#requests.wait())
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

  shutdown(handle: unknown = this.manager): Call {
    this.#wasShutDown = true
    return this.call('shutdown()', handle, () => this.driver.shutdown(handle))
  }

  drop(handle: unknown = this.manager): Call {
    this.wasDropped ||= !this.#wasShutDown
    return this.call(this.driver.subject.drop ? 'drop()' : '[Symbol.dispose]()', handle, () =>
      this.driver.drop(handle),
    )
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Call {
    const { subject } = this.driver
    return this.call(`shutdownWithin(${timeoutMs})`, this.manager, () =>
      subject.shutdownWithin?.(this.manager, timeoutMs, signal),
    )
  }

  shutdownWith(cleanup: () => unknown): Call {
    const { subject } = this.driver
    return this.call('shutdownWith(cleanup)', this.manager, () =>
      subject.shutdownWith?.(this.manager, cleanup),
    )
  }

  /** Any other call on a handle, tracked and on the timeline. */
  call(method: string, handle: unknown, action: () => unknown): Call {
    const index = this.handles.indexOf(handle)
    const label = this.handles.length > 1 && index >= 0 ? `${handleName(index)}.${method}` : method
    return trackCall(label, action, {
      timeline: this.#timeline,
      lane: handleName(index),
      nowMs: () => this.clock.nowMs,
      starts: () => this.work.starts,
      turn: () => this.#turn.current,
    })
  }

  /** Clones a handle. @throws {RuleFailure} when that throws or gives nothing */
  clone(handle: unknown = this.manager): unknown {
    const call = this.call('clone()', handle, () => this.driver.clone(handle))
    if (call.threw !== undefined)
      this.fail(`${call.label} threw ${describe(call.threw.error)}`, blameCall(call))
    if (call.value === undefined || call.value === null)
      this.fail(`${call.label} returned ${String(call.value)}`, { event: call.called })
    // It is the clone whose life begins with the call.
    call.called.lane = handleName(this.handles.length)
    this.handles.push(call.value)
    return call.value
  }

  /** The name of a handle in messages: `a` is the manager, `b` the first clone. */
  handleName(handle: unknown): string {
    return handleName(this.handles.indexOf(handle))
  }

  /**
   * Waits until a call has settled: drained, then what real time it may need, then up to `withinMs`
   * of virtual time (default: one interval, which a manager that polls may take).
   */
  async settle(call: Call, withinMs: number = this.T): Promise<boolean> {
    const isSettled = (): boolean => call.state !== 'pending'
    await this.drain()
    await this.#letRealityPass(isSettled, PATIENCE_MS)
    if (!isSettled() && withinMs > 0) {
      await this.advUntil(isSettled, withinMs)
      await this.#letRealityPass(isSettled, PATIENCE_MS)
    }
    return isSettled()
  }

  /** Waits in real time, briefly, while the subject has anything that real time could move. */
  async #letRealityPass(isDone: () => boolean, limitMs: number): Promise<void> {
    if (!this.census.hasTouchedReality) return
    await waitForReality(this.clock, () => isDone() || !this.census.isBusy, limitMs)
    // What has just ended may have a promise or two to settle.
    await this.drain()
  }

  /** Fails the rule unless the call fulfils, within `withinMs` of virtual time (default: one interval). */
  async expectFulfilled(call: Call, withinMs: number = this.T): Promise<void> {
    if (!(await this.settle(call, withinMs))) {
      const waited =
        withinMs === 0
          ? 'once nothing more could run'
          : `${formatMs(this.clock.nowMs - call.calledAtMs)} after the call`
      this.fail(`${call.label} was still pending ${waited}`, {
        event: call.called,
        pending: call,
      })
    }
    this.expectNotRejected(call)
  }

  /** Fails the rule if the call threw or rejected. */
  expectNotRejected(call: Call): void {
    if (call.threw !== undefined)
      this.fail(`${call.label} threw ${describe(call.threw.error)}`, blameCall(call))
    if (call.state === 'rejected')
      this.fail(`${call.label} rejected with ${describe(call.outcome)}`, blameCall(call))
  }

  /** Fails the rule if the call has settled although `because`; real time is allowed for, where used. */
  async expectPending(call: Call, because: string): Promise<void> {
    await this.drain()
    await this.#letRealityPass(() => call.state !== 'pending', SUSPICION_MS)
    if (call.state === 'pending') return
    this.expectNotRejected(call)
    const how = call.isThenable ? call.state : 'returned no promise'
    this.fail(`${call.label} ${how} at ${formatMs(call.settled?.atMs ?? 0)} while ${because}`, {
      event: call.settled,
    })
  }

  /** Fails the rule if more than `allowed` runs have started since there were `before`. */
  expectNoRunSince(before: number, when: string, allowed = 0): void {
    const run = this.work.runs[before + allowed]
    if (run === undefined) return
    this.fail(`${this.name} started run #${run.n} at ${formatMs(run.startMs)}, ${when}`, {
      event: run.started,
      site: run.site,
    })
  }

  /** @throws {RuleFailure} always, with what happened so far */
  fail(observed: string, blame: Blame = {}): never {
    const { pending, site, event } = blame
    const hang = pending && this.#trace && tellHang(this.#trace, pending.value)
    const frame = blame.frame ?? (site === undefined ? hang?.frame : findUserFrame(site))
    const failure = new RuleFailure(observed, this.#timeline.snapshot(event), frame)
    failure.isAboutPending = pending !== undefined
    failure.where = hang?.text
    throw failure
  }

  /** Puts a remark on the timeline. */
  note(event: string, place?: EventPlace): TimelineEvent {
    return this.#timeline.add(event, place)
  }
}

/** Blames the error of a call where it is one, for its stack. */
function blameCall(call: Call): Blame {
  return {
    event: call.settled ?? call.called,
    ...(isError(call.outcome) ? { site: call.outcome } : {}),
  }
}

function handleName(index: number): string {
  return String.fromCodePoint(97 + Math.max(0, index))
}
