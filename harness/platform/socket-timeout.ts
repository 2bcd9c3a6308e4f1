/**
 * @touches `net.Socket.prototype.setTimeout()`, `_onTimeout()` of sockets, the timer at `socket[kTimeout]`
 * that Node refreshes with every byte and clears at the end (`_onTimeout`, `_destroyed`, `_repeat`)
 * @test `network-internals.ts`; tests of the network time out sockets, agents and servers
 * @fallback the simulated network is refused
 */
import { AsyncResource } from 'node:async_hooks'
import net from 'node:net'
import { markWatching } from '../stack/script-owner.ts'
import type { NetworkInternals } from './network-internals.ts'
import { createSurface, type Method, type Surface } from './patch.ts'

markWatching(import.meta.url)

/** An alarm that is set for some time from now. */
export interface Alarm {
  cancel(): void
}

/** What tells the time to sockets, and wakes them. */
export interface AlarmClock {
  /** Whether sockets are to time out by it: while virtual time is installed. */
  readonly isActive: boolean
  readonly nowMs: number
  setAlarm(delayMs: number, callback: () => void): Alarm
}

/**
 * Stands at `socket[kTimeout]` for a timer of Node's. It is refreshed far more often than it fires, so
 * that only moves the due time: an alarm that comes too early is set again.
 */
class SocketTimer {
  readonly #clock: AlarmClock
  readonly #delayMs: number
  readonly #callback: () => void
  readonly #context = new AsyncResource('SimulatedTimeout', { requireManualDestroy: true })
  #dueMs = 0
  #alarm: Alarm | undefined
  #isCleared = false

  constructor(clock: AlarmClock, delayMs: number, callback: () => void) {
    this.#clock = clock
    this.#delayMs = delayMs
    this.#callback = callback
    this.refresh()
  }

  refresh(): this {
    if (this.#isCleared) return this
    this.#dueMs = this.#clock.nowMs + this.#delayMs
    this.#alarm ??= this.#clock.setAlarm(this.#delayMs, this.#onAlarm)
    return this
  }

  clear(): void {
    this.#isCleared = true
    this.#alarm?.cancel()
    this.#alarm = undefined
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return false
  }

  // What `clearTimeout()` looks at and sets: it finds a timer, and then one that is gone already.
  get _onTimeout(): (() => void) | undefined {
    return this.#alarm === undefined ? undefined : this.#callback
  }

  set _onTimeout(value: unknown) {
    if (value === null) this.clear()
  }

  get _destroyed(): boolean {
    return true
  }

  // Newer versions would use a destroyed timer again, but for one that repeats.
  get _repeat(): number {
    return 1
  }

  readonly #onAlarm = (): void => {
    this.#alarm = undefined
    const leftMs = this.#dueMs - this.#clock.nowMs
    if (leftMs > 0) this.#alarm = this.#clock.setAlarm(leftMs, this.#onAlarm)
    else this.#context.runInAsyncScope(this.#callback)
  }
}

interface TimingStream extends net.Socket {
  timeout?: number
  _onTimeout(): void
}

/**
 * Lists what stands in for `setTimeout()` of sockets, and of whatever else has one like it, so that they
 * time out by `clock`.
 */
export function createTimeoutSurfaces(
  { timeout }: NetworkInternals,
  clock: AlarmClock,
  others: readonly object[],
): Surface[] {
  return [net.Socket.prototype, ...others].map((target) =>
    createTimeoutSurface(target, timeout, clock),
  )
}

function createTimeoutSurface(target: object, timeout: symbol, clock: AlarmClock): Surface {
  const native = Reflect.get(target, 'setTimeout') as Method
  return createSurface(
    target,
    'setTimeout',
    function (this: TimingStream, ...args: unknown[]): unknown {
      const [delayMs, callback] = args as [number, (() => void)?]
      const before: unknown = Reflect.get(this, timeout)
      const isPlain = typeof delayMs === 'number' && delayMs >= 0 && Number.isFinite(delayMs)
      const isFunction = callback === undefined || typeof callback === 'function'
      if (this.destroyed || !isPlain || !isFunction || (!clock.isActive && !isOurs(before))) {
        // Node's own errors for what is none.
        return Reflect.apply(native, this, args)
      }
      if (before instanceof SocketTimer) before.clear()
      else if (before) Reflect.apply(native, this, [0])
      this.timeout = delayMs
      if (delayMs === 0) {
        if (callback !== undefined) this.removeListener('timeout', callback)
        return this
      }
      Reflect.set(this, timeout, new SocketTimer(clock, delayMs, () => this._onTimeout()))
      if (callback !== undefined) this.once('timeout', callback)
      return this
    },
  )
}

function isOurs(timer: unknown): boolean {
  return timer instanceof SocketTimer
}
