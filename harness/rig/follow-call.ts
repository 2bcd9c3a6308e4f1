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
