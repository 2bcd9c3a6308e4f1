import type { AsyncResource } from 'node:async_hooks'
import { type CallHost, followCall, tellSettled } from '../../rig/call.ts'
import type { ManagerDriver } from '../../rig/manager-driver.ts'
import {
  type FaultName,
  type Operation,
  describeOperation,
  handleName,
  isFault,
  isShutdown,
} from '../plan/operation.ts'
import { findEnd, placeCall } from './call-place.ts'
import { findTimeoutMs } from './find-timeout-ms.ts'
import { runCleanup } from './run-cleanup.ts'
import { ArrivingWork } from './arriving-work.ts'
import type { ScenarioWork } from './scenario-work.ts'
import type { WorkTimers } from './schedule-timers.ts'
import type { ScheduleLog } from './schedule-log.ts'
import { Starts } from './starts.ts'
import type { StartResources } from './start-resources.ts'
import type {
  CallRecord,
  CleanupRecord,
  FaultRecord,
  RunRecord,
  TaskState,
} from './schedule-record.ts'

/** What a task is driven with. */
export interface DriveParts {
  readonly driver: ManagerDriver
  readonly work: ScenarioWork
  readonly log: ScheduleLog
  readonly timers: WorkTimers
  /** A context outside of the subject's: a call from outside must not look like one from inside the work. */
  readonly outside: AsyncResource
  /** Whether there are handles to tell apart. */
  readonly isShared: boolean
  /** The hosts that the subject names, and what makes them fail. */
  readonly hosts: readonly string[]
  readonly strike: (fault: FaultName, host: string) => void
  /** What opens the resources of a start that is explored. */
  readonly resources: StartResources | undefined
}

/** The task of one schedule: its handles, the operations on them, and what the pattern says that it is. */
export class DrivenTask implements CallHost<CallRecord> {
  readonly calls: CallRecord[] = []
  /** The calls of `start()`, where that is explored; the first is no operation of a plan. */
  readonly starts: Starts = new Starts()
  readonly cleanups: CleanupRecord[] = []
  readonly handles: unknown[] = []
  /** What has befallen hosts. */
  readonly faults: FaultRecord[] = []
  /** On the wall clock, since when a host is away. */
  awaySinceMs: number | undefined
  /** The work that comes by `trigger` or `submit`. */
  readonly arriving: ArrivingWork
  state: TaskState = 'running'
  /** Calls that have not settled. */
  pendingCalls = 0
  /** The latest time at which a `shutdownWithin()` is up. */
  deadlineMs = 0
  /** Set once it is ended by force: what comes of that is not the subject's doing. */
  isOver = false
  readonly #parts: DriveParts
  /** The handles that were not dropped. */
  readonly #live = new Set<number>()
  #calls = 0

  constructor(parts: DriveParts) {
    this.#parts = parts
    this.arriving = new ArrivingWork(parts)
  }

  /** Makes the manager. What `create` gives, now or later, is to be handed to {@link adopt}. */
  create(action: () => unknown): CallRecord {
    const created = this.#call({ name: 'create' }, 'create', action)
    this.calls.length = 0
    return created
  }

  /** Whether `create` only makes the manager. */
  get needsStart(): boolean {
    return this.#parts.driver.subject.start !== undefined
  }

  /** Starts a manager that `create` only makes. */
  start(manager: unknown): CallRecord {
    const started = this.#call({ name: 'create' }, 'start()', () =>
      this.#parts.driver.start(manager),
    )
    this.calls.length = 0
    return started
  }

  /** Starts the manager in hand, as what is explored. */
  beginStart(): void {
    const manager = this.handles[0]
    this.#call({ name: 'start' }, 'start()', () => this.#parts.driver.start(manager))
  }

  /** Makes one piece of work arrive, at a handle that lives. */
  bringWork(): void {
    if (this.isOver) return
    const manager = this.handles[this.#live.values().next().value ?? 0]
    this.#parts.outside.runInAsyncScope(() => this.arriving.bring(manager, this.state))
  }

  /** Takes up the manager. @returns whether there are as many clones as were asked for */
  adopt(manager: unknown, clones: number): boolean {
    this.handles.push(manager)
    this.#live.add(0)
    for (let clone = 0; clone < clones; clone += 1) this.#clone(0, 'clone()')
    this.calls.length = 0
    return this.handles.length === clones + 1
  }

  /** @param remark what the timeline says of it besides */
  perform(operation: Operation, remark?: string): void {
    this.#parts.outside.runInAsyncScope(() => this.#do(operation, remark))
  }

  /** Ends a task that nobody has ended, through a handle that lives. */
  end(): void {
    const handle = this.#live.values().next().value ?? 0
    this.perform({ name: 'shutdown', handle }, ', to end it')
  }

  /** Ends whatever is left of it: it must not meet the next schedule. */
  abandon(): void {
    this.isOver = true
    this.#parts.log.isClosed = true
    this.#parts.work.release()
    for (const end of ['shutdown', 'drop'] as const) {
      for (const handle of this.handles) {
        try {
          const { then } = (this.#parts.driver[end](handle) ?? {}) as { then?: unknown }
          if (typeof then === 'function') Reflect.apply(then, handle, [ignore, ignore])
        } catch {
          // It had its chance.
        }
      }
    }
  }

  /** The handles that are alive; one that is the same object as an earlier one is that one. */
  get alive(): number[] {
    return [...this.#live].filter((index) => this.handles.indexOf(this.handles[index]) === index)
  }

  get inFlight(): RunRecord | undefined {
    return this.#parts.work.inFlight
  }

  onSettled(call: CallRecord): void {
    call.runWhenSettled = this.inFlight
    if (call.state === 'fulfilled' && isShutdown(call.operation.name))
      this.arriving.takeBack(call.outcome)
    const { place: start } = call.called
    if (call.threw !== undefined || call.isThenable) {
      const end = findEnd(start)
      if (call.state === 'rejected') end.failed = true
      call.settled = this.#parts.log.add(`${call.label} ${tellSettled(call)}`, end)
    }
    // What returned no promise has ended where it began.
    else if (start?.begins !== undefined) start.ends = start.begins
    this.pendingCalls -= 1
  }

  #do(operation: Operation, remark = ''): void {
    const { name, handle = 0 } = operation
    const { driver, work, log, isShared, resources } = this.#parts
    const label = describeOperation(operation, isShared, this.#parts.hosts)
    if (isFault(name)) {
      this.#strike(name, handle, label)
      return
    }
    if (name === 'reject' || name === 'hang' || name === 'throw') {
      log.add(label, { lane: 'work' }, true)
      work[name]()
      return
    }
    if (name === 'lack') {
      log.add(label, undefined, true)
      resources?.refuse()
      return
    }
    // Nobody calls a manager that is yet to be started.
    if (resources !== undefined && this.starts.calls.length === 0) return
    if (name === 'clone') {
      this.#clone(handle, label)
      return
    }
    const manager = this.handles[handle]
    // The pattern says nothing of a shutdown through a handle that was dropped while others live.
    const isForeign = isShutdown(name) && !this.#live.has(handle) && this.#live.size > 0
    if (manager === undefined || isForeign) return
    // What runs needs no restart, and what was cut off is not promised one.
    if (name === 'restart' && this.state !== 'stopping') return
    // Once it was told to stop, a start is a restart, which has rules of its own.
    if (name === 'start' && this.state !== 'running') return
    const timeoutMs = findTimeoutMs(name, this.#parts.driver.subject.intervalMs)
    const { subject } = driver
    const action = (): unknown => {
      if (name === 'drop') return driver.drop(manager)
      if (name === 'restart') return driver.restart(manager)
      if (name === 'start') return driver.start(manager)
      if (timeoutMs !== undefined) return subject.shutdownWithin?.(manager, timeoutMs)
      return name === 'shutdownWith'
        ? subject.shutdownWith?.(manager, this.#cleanUp)
        : driver.shutdown(manager)
    }
    this.#call(operation, label, action, remark)
  }

  #strike(name: FaultName, handle: number, label: string): void {
    const { hosts, log, strike, timers } = this.#parts
    const host = hosts[handle]
    if (host === undefined) return
    log.add(label, { lane: 'network' }, true)
    this.faults.push({ name, host: handle })
    if (name === 'heal') this.awaySinceMs = undefined
    else if (name !== 'reset') this.awaySinceMs ??= timers.nowMs
    strike(name, host)
  }

  readonly #cleanUp = (): Promise<void> => runCleanup(this.#parts, this.inFlight, this.cleanups)

  #clone(handle: number, label: string): void {
    // A handle that was dropped has nothing to clone; one that lives has.
    const source = this.#live.has(handle) ? handle : (this.#live.values().next().value ?? handle)
    const call = this.#call({ name: 'clone', handle: source }, label, () =>
      this.#parts.driver.clone(this.handles[source]),
    )
    if (call.threw !== undefined || call.value === undefined || call.value === null) return
    const index = this.handles.push(call.value) - 1
    if (call.taskState !== 'aborted') this.#live.add(index)
  }

  #call(operation: Operation, label: string, action: () => unknown, remark = ''): CallRecord {
    const { name, handle = 0 } = operation
    const isPlain = name === 'drop' || name === 'create'
    const isPlanned = name !== 'create' && (name !== 'start' || this.starts.calls.length > 0)
    this.#calls += 1
    // A clone has a lane of its own, which begins with the call.
    const lane = handleName(name === 'clone' ? this.handles.length : handle)
    const text = isPlain ? label : `${label} called${remark}`
    const place = isPlain ? { lane } : placeCall(operation, lane, this.#calls, remark)
    const called = this.#parts.log.add(text, place, isPlanned)
    const { state: taskState, inFlight: run } = this
    this.#enterState(operation)
    const timeoutMs = findTimeoutMs(name, this.#parts.driver.subject.intervalMs)
    if (timeoutMs !== undefined)
      this.deadlineMs = Math.max(this.deadlineMs, called.atMs + timeoutMs)
    const call: CallRecord = {
      operation,
      label,
      called,
      taskState,
      isEnding: taskState === 'running' && this.state !== 'running',
      run,
      wasAborted: run?.signal?.aborted ?? false,
      timeoutMs,
      isAborted: false,
      value: undefined,
      outcome: undefined,
      threw: undefined,
      isThenable: false,
      state: 'pending',
      settled: undefined,
      runWhenSettled: undefined,
    }
    if (name === 'start') this.starts.calls.push(call)
    else this.calls.push(call)
    this.pendingCalls += 1
    followCall(call, action, this)
    call.isAborted = run?.signal?.aborted ?? false
    return call
  }

  #enterState({ name, handle = 0 }: Operation): void {
    if (name === 'drop') this.#live.delete(handle)
    if (name === 'restart') this.state = 'running'
    if (this.state !== 'running') return
    if (isShutdown(name)) this.state = 'stopping'
    if (name === 'drop' && this.#live.size === 0) this.state = 'aborted'
  }
}

function ignore(): void {}
