/**
 * @touches `_destroyed`, `_idleTimeout`, `_idleNext`, `_repeat`, `_onTimeout`, `_onImmediate` and the
 * symbol `asyncId` of timers
 * @test each field is read as it is, and tests of the guard open and close every kind of timer
 * @fallback a timer without the fields counts as closed, and its delay is shown as `?`
 */
import { readHidden } from './hidden-symbols.ts'

/** What Node keeps in a timer, and in an immediate. */
interface TimerFields {
  readonly _destroyed?: boolean
  readonly _idleTimeout?: number
  readonly _idleNext?: unknown
  readonly _repeat?: number | null
  readonly _onTimeout?: unknown
  readonly _onImmediate?: unknown
}

/** Whether an object is a timer of Node's; immediates are none. */
export function isTimer(object: object): boolean {
  return '_idleTimeout' in object
}

/** Whether a timer or an immediate may still fire. */
export function isTimerOpen(timer: object): boolean {
  return (timer as TimerFields)._destroyed === false
}

/** Whether a timer has fired for the last time, or was cleared. To set it anew makes it another. */
export function isTimerOver(timer: object): boolean {
  return (timer as TimerFields)._destroyed === true
}

/** Whether a timer fires again and again. */
export function isInterval(timer: object): boolean {
  return typeof (timer as TimerFields)._repeat === 'number'
}

/** Whether a one-shot timer has fired, rather than been cleared: that takes its callback away. */
export function hasTimerFired(timer: object): boolean {
  const { _destroyed, _onTimeout } = timer as TimerFields
  return _destroyed === true && typeof _onTimeout === 'function'
}

/**
 * Makes up for what is done to a timer between the moment at which Node has taken it off its list and
 * the call of its callback, where Node expects nothing: a timer that is cleared then does not fire.
 *
 * @returns whether the timer was set anew instead, which comes too late to keep it from firing
 */
export function wasSetTooLate(timer: object): boolean {
  const { _onTimeout, _idleNext } = timer as TimerFields
  if (_onTimeout === null) Reflect.set(timer, '_onTimeout', doNothing)
  return typeof _idleNext === 'object' && _idleNext !== null
}

function doNothing(): void {}

/** The delay of a timer, in milliseconds. */
export function findDelayMs(timer: object): number | undefined {
  return (timer as TimerFields)._idleTimeout
}

/** The function that a timer or an immediate calls. */
export function findTimerCallback(timer: object): unknown {
  const { _onTimeout, _onImmediate } = timer as TimerFields
  return _onTimeout ?? _onImmediate
}

/** The number that stands for a timer: `Number(setTimeout(…))`. */
export function findTimerId(timer: object): number | undefined {
  if (!isTimer(timer)) return undefined
  const id = readHidden(timer, 'asyncId')
  return typeof id === 'number' ? id : undefined
}
