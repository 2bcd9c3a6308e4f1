import type { EventPlace } from '../../model/timeline.ts'
import type { CallRecord, RunRecord, ScheduleEvent } from './schedule-record.ts'

/** What following a call needs of its schedule. */
export interface CallHost {
  add(text: string, place?: EventPlace): ScheduleEvent
  readonly inFlight: RunRecord | undefined
  /** Whether nothing counts any more: what settles now was helped to. */
  readonly isOver: boolean
  /** Told when a call has settled. */
  onSettled(): void
}

/** Makes a call and follows what it returns, through `then` alone. */
export function followCall(call: CallRecord, action: () => unknown, host: CallHost): void {
  const settle = (outcome: unknown, hasRejected: boolean): void => {
    // A thenable may call both of its callbacks, or one of them twice.
    if (call.isSettled || host.isOver) return
    call.isSettled = true
    call.outcome = outcome
    call.hasRejected = hasRejected
    call.runWhenSettled = host.inFlight
    const { place: start = {} } = call.called
    const place = findEnd(start)
    if (call.threw) call.settled = host.add(`${call.label} threw`, place)
    else if (call.isThenable)
      call.settled = host.add(`${call.label} ${hasRejected ? 'rejected' : 'fulfilled'}`, place)
    // What returned no promise has ended where it began.
    else Object.assign(start, place)
    host.onSettled()
  }
  try {
    call.value = action()
  } catch (error) {
    call.threw = true
    settle(error, true)
    return
  }
  try {
    const { value } = call
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
    // Read once: a getter may answer differently the second time.
    const then = isObject ? (value as { then?: unknown }).then : undefined
    if (typeof then !== 'function') {
      settle(value, false)
      return
    }
    call.isThenable = true
    then.call(
      value,
      (result: unknown) => settle(result, false),
      (reason: unknown) => settle(reason, true),
    )
  } catch (error) {
    settle(error, true)
  }
}

/** Where what has begun there ends. */
function findEnd({ lane, begins }: EventPlace): EventPlace {
  if (lane === undefined) return {}
  return begins === undefined ? { lane } : { lane, ends: begins }
}
