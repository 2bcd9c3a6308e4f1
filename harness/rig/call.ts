import type { TimelineEvent } from '../model/report.ts'
import type { EventPlace, Timeline } from '../model/timeline.ts'

/** The function that a call is of, looked up when a failure asks for it. */
export interface Method {
  readonly name: string
  find(): unknown
}

/** A call on the manager, on the timeline of a trial. */
export interface Call extends FollowedCall {
  /** `shutdown()`, `b.shutdown()`, … as it reads in messages. */
  readonly label: string
  readonly method: Method | undefined
  readonly called: TimelineEvent
  readonly calledAtMs: number
  /** Number of runs started before the call. */
  readonly startsBefore: number
  /** Whether a run was in flight when it was called. */
  readonly wasBusy: boolean
  settled: TimelineEvent | undefined
  /** Equal for calls that settled in the same turn of the event loop. */
  settledInTurn: number | undefined
}

/** What is known of a call before it is made. */
export interface CallWords {
  /** As it reads in messages, with its handle: `b.shutdown() #2`. */
  readonly label: string
  /** As it reads in the lane of its handle: `shutdown() #2`. Default: the label. */
  readonly name?: string
  /** What the timeline says of the call. Default: the label, and `called`. */
  readonly event?: string | undefined
  readonly method?: Method | undefined
  /**
   * Whether the method promises a promise: one that returns anything else has an event for that.
   * Default: no, and what is synchronous by nature has said all there is with its call.
   */
  readonly isAsync?: boolean | undefined
}

/** Where a call is made. */
export interface CallContext {
  readonly timeline: Timeline
  /** The handle it is called on, as the timeline names it. */
  readonly lane: string
  nowMs(this: void): number
  starts(this: void): number
  /** How many runs are in flight. Default: none. */
  active?(this: void): number
  turn(this: void): number
}

/** Calls `action`, puts the call on the timeline, and what becomes of it. */
export function trackCall(
  { label, name = label, event, method, isAsync = false }: CallWords,
  action: () => unknown,
  { timeline, lane, nowMs, starts, turn, active = () => 0 }: CallContext,
): Call {
  const span = timeline.events.length
  const end = { lane, ends: span }
  const call: Call = {
    label,
    method,
    called: timeline.add(event ?? `${label} called`, { lane, begins: span, label: event ?? name }),
    calledAtMs: nowMs(),
    startsBefore: starts(),
    wasBusy: active() > 0,
    value: undefined,
    threw: undefined,
    isThenable: false,
    state: 'pending',
    outcome: undefined,
    settled: undefined,
    settledInTurn: undefined,
  }
  followCall(call, action, {
    isOver: false,
    onSettled: () => {
      if (call.threw === undefined) call.settledInTurn = turn()
      const place: EventPlace = call.state === 'rejected' ? { ...end, failed: true } : end
      const how = tellSettled(call)
      if (how !== 'returned' || isAsync) call.settled = timeline.add(`${label} ${how}`, place)
      else call.settled = Object.assign(call.called, end)
    },
  })
  return call
}

/** How a call has settled, as the end of an event. */
export function tellSettled({ threw, isThenable, state }: FollowedCall): string {
  if (threw !== undefined) return 'threw'
  if (state === 'rejected') return 'rejected'
  return isThenable ? 'fulfilled' : 'returned'
}

/** What became of a call. */
export interface FollowedCall {
  /** What the call returned; `undefined` when it threw. */
  value: unknown
  /** Set when it threw synchronously. */
  threw: { error: unknown } | undefined
  isThenable: boolean
  state: 'pending' | 'fulfilled' | 'rejected'
  /** The fulfilment value, the rejection's reason, or what was thrown. */
  outcome: unknown
}

/** Whoever made a call, and waits for what becomes of it. */
export interface CallHost<C extends FollowedCall> {
  /** Whether it is too late: what settles now was helped to, and stays as it was. */
  readonly isOver: boolean
  /** Called once, when the state of the call is no longer `pending`. */
  onSettled(call: C): void
}

/** Makes a call and follows the promise or thenable it returns through `then` alone. */
export function followCall<C extends FollowedCall>(
  call: C,
  action: () => unknown,
  host: CallHost<C>,
): void {
  const settle = (state: 'fulfilled' | 'rejected', outcome: unknown): void => {
    // A thenable may call both of its callbacks, or one of them twice.
    if (call.state !== 'pending' || host.isOver) return
    call.state = state
    call.outcome = outcome
    host.onSettled(call)
  }
  try {
    call.value = action()
  } catch (error) {
    call.threw = { error }
    settle('rejected', error)
    return
  }
  try {
    const { value } = call
    const then = readThen(value)
    if (then === undefined) {
      settle('fulfilled', value)
      return
    }
    call.isThenable = true
    then.call(
      value,
      (result: unknown) => settle('fulfilled', result),
      (reason: unknown) => settle('rejected', reason),
    )
  } catch (error) {
    settle('rejected', error)
  }
}

type Then = (
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
) => unknown

function readThen(value: unknown): Then | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined
  // Read once: a getter may answer differently the second time.
  const { then } = value as { then?: unknown }
  return typeof then === 'function' ? (then as Then) : undefined
}
