import type { Clock } from '../clock/create-clock.ts'
import type { HandleCensus } from '../handles/handle-census.ts'
import type { Blame } from '../rig/blame.ts'
import type { Call } from '../rig/call.ts'
import type { ManagerDriver } from '../rig/manager-driver.ts'
import type { ProcessGuard } from '../rig/process-guard.ts'
import type { Recorder } from '../rig/recorder.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import type { TimelineEvent } from '../model/report.ts'
import { NotApplicable } from '../model/rule-failure.ts'
import type { ThreadWatch } from '../rig/thread-watch.ts'
import type { EventPlace, Timeline } from '../model/timeline.ts'
import type { GatedWork, Run } from '../rig/gated-work.ts'
import type { ItemLedger, LedgerItem } from '../rig/item-ledger.ts'
import type { ResourceLedger } from '../rig/resource-ledger.ts'
import { Deliveries, type DeliveryParts } from './deliveries.ts'
import { type HandleParts, Handles } from './handles.ts'
import { farewellMs, type JudgementParts, Judgements } from './judgements.ts'
import type { TrialTime } from './trial-time.ts'

/** What a trial is made of. */
export interface TrialParts extends HandleParts, DeliveryParts, JudgementParts {
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  readonly threads: ThreadWatch
  readonly resources: ResourceLedger
  readonly network: SimulatedNetwork | undefined
}

/** What a rule does to a fresh subject under a fresh clock, and what it expects of it. */
export class Trial {
  readonly work: GatedWork
  readonly log: Recorder
  readonly clock: Clock
  readonly guard: ProcessGuard
  readonly census: HandleCensus
  readonly threads: ThreadWatch
  readonly driver: ManagerDriver
  readonly items: ItemLedger
  readonly resources: ResourceLedger
  /** Where one is installed. */
  readonly network: SimulatedNetwork | undefined
  /** What brings work to a manager that does not tick by itself. */
  readonly deliveries: Deliveries
  /** The call of `create()`, and of `start()` where there is one. */
  created: Call | undefined
  started: Call | undefined
  /** What has happened so far, in order. */
  readonly timeline: Timeline
  /** The interval of the subject, in milliseconds. */
  readonly T: number
  /** The manager under test. */
  manager: unknown
  readonly #time: TrialTime
  readonly #handles: Handles
  readonly #judgements: Judgements

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
    this.network = parts.network
    this.T = parts.driver.subject.intervalMs
    this.#time = parts.time
    this.timeline = parts.timeline
    this.#handles = new Handles(parts)
    this.deliveries = new Deliveries(parts, this.#handles)
    this.#judgements = new Judgements(parts)
  }

  get name(): string {
    return this.driver.subject.name
  }

  /** The longest pause between two runs: one interval, or longer after failed runs by design. */
  get backoffMs(): number {
    return this.driver.subject.capabilities?.backoffMs ?? this.T
  }

  /** How many runs may be in flight at once. */
  get concurrency(): number {
    return this.driver.subject.capabilities?.concurrency ?? 1
  }

  /**
   * Before a subject is blamed for lines that it has not logged from position `since` of the log on.
   * @throws {NotApplicable} where it may have logged them and they were not seen
   */
  verifyLog(since: number): void {
    const doubt = this.log.findDoubt(since)
    if (doubt !== undefined) throw new NotApplicable(doubt)
  }

  // Time.

  /** How many timers have fired, arrivals of work included. */
  get fires(): number {
    return this.#time.fires
  }

  /** Whether time is real, and cannot be moved. */
  get isReal(): boolean {
    return this.#time.isReal
  }

  /** So many intervals in whole milliseconds, at least ten: a deadline to hand to the manager. */
  intervals(count: number): number {
    return Math.max(10, Math.ceil(count * this.T))
  }

  /** A deadline that is not to come. */
  generous(ms: number): number {
    return this.#time.generous(ms)
  }

  /** How long to wait in real time for what has to happen: `limitMs`, or longer. */
  patience(limitMs: number): number {
    return this.#time.patience(limitMs)
  }

  /** Lets `ms` pass and drains. */
  adv(ms: number): Promise<void> {
    return this.#time.adv(ms)
  }

  /** Lets `ms` pass in leaps: for waits that must not end. */
  advFar(ms: number): Promise<void> {
    return this.#time.advFar(ms)
  }

  /** Lets time pass until `isDone`, `ms` at the most. */
  advUntil(isDone: () => boolean, ms: number): Promise<boolean> {
    return this.#time.advUntil(isDone, ms)
  }

  drain(): Promise<void> {
    return this.#time.drain()
  }

  /** Drains; in real time also gives the subject time to do what it must not. */
  linger(): Promise<void> {
    return this.#time.linger()
  }

  /** Waits for a call to settle, in real time too, up to `withinMs` of virtual time. Default: T and a farewell. */
  settle(call: Call, withinMs: number = this.T + farewellMs(this.T)): Promise<boolean> {
    return this.#time.settle(call, withinMs)
  }

  /** Waits in real time for what has to happen: briefly, and only where something could bring it. */
  allow(isDone: () => boolean, ticks?: number): Promise<boolean> {
    return this.#time.allow(isDone, ticks)
  }

  /** Lets what is on its way in a network in memory arrive, within a quarter of a virtual second. */
  letNetworkPass(isDone: () => boolean): Promise<void> {
    return this.#time.letNetworkPass(isDone)
  }

  /** Lets real time pass, at most `limitMs`, until `isDone`. */
  waitForReality(isDone: () => boolean, limitMs: number): Promise<void> {
    return this.#time.waitForReality(isDone, limitMs)
  }

  // Runs.

  /** Until `count` runs have ended. @throws {NotApplicable} when that takes over `count` + 2 intervals */
  runs(count: number): Promise<void> {
    return this.#judgements.requireRuns(count)
  }

  /** Waits until a run is in flight and holds that one; later runs, as a last flush, end at once. */
  startRun(): Promise<Run> {
    return this.#judgements.requireRunInFlight()
  }

  // Handles, and calls on them.

  /** Every handle on the task, the manager first. */
  get handles(): unknown[] {
    return this.#handles.all
  }

  /** Whether the manager was dropped before anything shut it down. */
  get wasDropped(): boolean {
    return this.#handles.wasDropped
  }

  /** Calls `start` of the subject. */
  start(): Call {
    return this.#handles.start(this.manager)
  }

  /** Calls `restart` of the subject. */
  restart(): Call {
    return this.#handles.restart(this.manager)
  }

  /** Hands over a new item. */
  submit(handle: unknown = this.manager): LedgerItem {
    return this.deliveries.submit(handle)
  }

  shutdown(handle: unknown = this.manager): Call {
    return this.#handles.shutdown(handle)
  }

  drop(handle: unknown = this.manager): Call {
    return this.#handles.drop(handle)
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Call {
    return this.#handles.shutdownWithin(this.manager, timeoutMs, signal)
  }

  shutdownWith(cleanup: () => unknown): Call {
    return this.#handles.shutdownWith(this.manager, cleanup)
  }

  /** Any other call on a handle, tracked and on the timeline. */
  call(...call: Parameters<Handles['call']>): Call {
    return this.#handles.call(...call)
  }

  /** Clones a handle. @throws {RuleFailure} when that throws or gives nothing */
  clone(handle: unknown = this.manager): unknown {
    const call = this.#handles.clone(handle)
    this.#judgements.expectHandle(call)
    this.#handles.add(call)
    return call.value
  }

  /** Gives up every handle as if it had been dropped, so that the task can be collected. */
  forgetHandles(): void {
    this.manager = undefined
    this.created = undefined
    this.started = undefined
    this.#handles.forget()
  }

  /** The name of a handle in messages: `a` is the manager, `b` the first clone. */
  handleName(handle: unknown): string {
    return this.#handles.nameOf(handle)
  }

  // Judgements.

  /** Puts a remark on the timeline. */
  note(event: string, place?: EventPlace): TimelineEvent {
    return this.timeline.add(event, place)
  }

  /** The place of an event in the order of all; infinite for what has not happened. */
  positionOf(event: TimelineEvent | undefined): number {
    const position = event === undefined ? -1 : this.timeline.events.indexOf(event)
    return position < 0 ? Infinity : position
  }

  /** @throws {RuleFailure} always, with what happened so far */
  fail(observed: string, blame?: Blame): never {
    throw this.#judgements.createFailure(observed, blame)
  }

  /** Fails the rule unless the call fulfils within `withinMs` of virtual time (default: T) and a farewell. */
  expectFulfilled(call: Call, withinMs: number = this.T): Promise<void> {
    return this.#judgements.expectFulfilled(call, withinMs)
  }

  /** Fails the rule if the call threw or rejected. */
  expectNotRejected(call: Call): void {
    this.#judgements.expectNotRejected(call)
  }

  /** Fails the rule if the call has settled although `because`; waits in real time where it may need that. */
  expectPending(call: Call, because: string): Promise<void> {
    return this.#judgements.expectPending(call, because)
  }

  /** As {@link expectPending}, at once. */
  expectStillPending(call: Call, because: string): void {
    this.#judgements.expectStillPending(call, because)
  }

  /** Whether the subject had given up every run in flight by design, at a moment. Default: now. */
  hasGivenUp(atMs?: number): boolean {
    return this.#judgements.hasGivenUp(atMs)
  }

  /** Fails the rule if more than `allowed` runs have started since there were `before`. */
  expectNoRunSince(before: number, when: string, allowed = 0): void {
    this.#judgements.expectNoRunSince(before, when, allowed)
  }
}
