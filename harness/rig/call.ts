import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'

/** The function that a call is of, looked up when a failure asks for it. */
export interface Method {
  readonly name: string
  find(): unknown
}

/** A call on the manager and what became of it. */
export interface Call {
  /** `shutdown()`, `b.shutdown()`, … as it reads in messages. */
  readonly label: string
  readonly method: Method | undefined
  readonly called: TimelineEvent
  readonly calledAtMs: number
  /** Number of runs started before the call. */
  readonly startsBefore: number
  /** What the call returned; `undefined` when it threw. */
  value: unknown
  /** Set when it threw synchronously. */
  threw: { error: unknown } | undefined
  isThenable: boolean
  state: 'pending' | 'fulfilled' | 'rejected'
  /** The fulfilment value or the rejection's reason. */
  outcome: unknown
  settled: TimelineEvent | undefined
  /** Equal for calls that settled in the same turn of the event loop. */
  settledInTurn: number | undefined
}

/** Calls `action` and follows the promise or thenable it returns through `then` alone. */
export function trackCall(
  label: string,
  action: () => unknown,
  context: {
    timeline: Timeline
    method?: Method | undefined
    /** The handle it is called on, as the timeline names it. */
    lane: string
    nowMs: () => number
    starts: () => number
    turn: () => number
  },
): Call {
  const { timeline, lane } = context
  const span = timeline.events.length
  const end = { lane, ends: span }
  const call: Call = {
    label,
    method: context.method,
    called: timeline.add(label === 'create()' ? 'create' : `${label} called`, {
      lane,
      begins: span,
    }),
    calledAtMs: context.nowMs(),
    startsBefore: context.starts(),
    value: undefined,
    threw: undefined,
    isThenable: false,
    state: 'pending',
    outcome: undefined,
    settled: undefined,
    settledInTurn: undefined,
  }
  const settle = (state: 'fulfilled' | 'rejected', outcome: unknown): void => {
    // A thenable may call both of its callbacks, or one of them twice.
    if (call.state !== 'pending') return
    call.state = state
    call.outcome = outcome
    call.settled = timeline.add(`${label} ${state}`, end)
    call.settledInTurn = context.turn()
  }
  try {
    call.value = action()
  } catch (error) {
    call.threw = { error }
    call.state = 'rejected'
    call.outcome = error
    call.settled = timeline.add(`${label} threw`, end)
    return call
  }
  try {
    const then = readThen(call.value)
    if (then === undefined) {
      call.state = 'fulfilled'
      call.outcome = call.value
      call.settledInTurn = context.turn()
      // What is synchronous by nature has said all there is with its call.
      if (isPromised(label)) call.settled = timeline.add(`${label} returned`, end)
      else call.settled = Object.assign(call.called, end)
    } else {
      call.isThenable = true
      then.call(
        call.value,
        (value: unknown) => settle('fulfilled', value),
        (reason: unknown) => settle('rejected', reason),
      )
    }
  } catch (error) {
    settle('rejected', error)
  }
  return call
}

/** Whether a promise is expected of the method. */
function isPromised(label: string): boolean {
  return /shutdown|asyncDispose/.test(label)
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
