/**
 * @touches the client behind `fetch()`: the timer behind all its timeouts (`onTick`, every 499 ms), which
 * it restarts with `refresh()`, and `_onTimeout` and `_idleTimeout` of native timers
 * @test the name and the delay of the timer are checked
 * @fallback timeouts of `fetch()` longer than a second are real
 */
import { markWatching } from '../stack/script-owner.ts'
import { createSurface, type Surface } from './patch.ts'
import { real } from './real-time.ts'
import type { Alarm, AlarmClock } from './socket-timeout.ts'

markWatching(import.meta.url)

const TICK_MS = 499
/** A time-out that was cancelled is gone after two. */
const TICKS_TO_END = 3

interface NativeTimer {
  _onTimeout: unknown
  _idleTimeout: number
  refresh(): unknown
}

/**
 * Has the time-outs of `fetch()` go by a clock while it is active. There is one timer for all of them,
 * which a module keeps for good: it has to work in real time again afterwards.
 */
export class FetchTicks {
  readonly #clock: AlarmClock
  /** The alarms that stand in for native timers. */
  readonly #alarms = new Map<NativeTimer, Alarm>()

  constructor(clock: AlarmClock) {
    this.#clock = clock
  }

  /** What stands in for `refresh()` of native timers. */
  createSurfaces(): Surface[] {
    const example = real.setTimeout(() => {}, TICK_MS)
    real.clearTimeout(example)
    const prototype = Object.getPrototypeOf(example) as NativeTimer
    const { refresh } = prototype
    const clock = this.#clock
    const take = this.#take.bind(this)
    return [
      createSurface(prototype, 'refresh', function (this: NativeTimer): unknown {
        if (!clock.isActive || !isTick(this)) return Reflect.apply(refresh, this, [])
        take(this)
        return this
      }),
    ]
  }

  /** What `setTimeout()` is to make for this callback: undefined where it is no tick. */
  createTimer(callback: unknown, delayMs: unknown): object | undefined {
    if (!this.#clock.isActive || delayMs !== TICK_MS || typeof callback !== 'function')
      return undefined
    if (callback.name !== 'onTick') return undefined
    const timer = createIdleTimer(callback as () => void)
    this.#take(timer)
    return timer
  }

  /**
   * Lets what is pending go on in real time.
   *
   * @returns has some ticks come at once, so that what has been cancelled by then is struck off
   */
  release(): () => void {
    const timers = [...this.#alarms.keys()]
    for (const alarm of this.#alarms.values()) alarm.cancel()
    this.#alarms.clear()
    for (const timer of timers) timer.refresh()
    return () => {
      for (const timer of timers) for (let tick = 0; tick < TICKS_TO_END; tick += 1) callBack(timer)
    }
  }

  /**
   * Has the ticks come at once until nothing hangs on them any more: what was cancelled is struck off by
   * the next ones. What still waits then goes on later.
   *
   * @param afterEach lets run what comes of a tick
   */
  runOut(afterEach: () => void): void {
    for (let tick = 0; tick < TICKS_TO_END && this.#alarms.size > 0; tick += 1) {
      for (const [timer, alarm] of Array.from(this.#alarms)) {
        alarm.cancel()
        this.#alarms.delete(timer)
        callBack(timer)
      }
      afterEach()
    }
    for (const timer of Array.from(this.#alarms.keys())) this.#take(timer)
  }

  #take(timer: NativeTimer): void {
    this.#alarms.get(timer)?.cancel()
    const { _onTimeout, _idleTimeout } = timer
    // Clearing takes these away, and without them it could not be started again.
    real.clearTimeout(timer as unknown as NodeJS.Timeout)
    Object.assign(timer, { _onTimeout, _idleTimeout })
    const alarm = this.#clock.setAlarm(TICK_MS, () => {
      this.#alarms.delete(timer)
      ;(_onTimeout as () => void)()
    })
    this.#alarms.set(timer, alarm)
  }
}

/** One that has been cleared has no callback any more. */
function callBack({ _onTimeout: callback }: NativeTimer): void {
  if (typeof callback === 'function') Reflect.apply(callback, undefined, [])
}

function createIdleTimer(callback: () => void): NativeTimer {
  const timer = real.setTimeout(callback, TICK_MS)
  timer.unref()
  return timer as unknown as NativeTimer
}

function isTick({ _onTimeout: callback, _idleTimeout: delayMs }: NativeTimer): boolean {
  return delayMs === TICK_MS && typeof callback === 'function' && callback.name === 'onTick'
}
