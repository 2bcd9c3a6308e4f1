import { AsyncResource } from 'node:async_hooks'
import { request } from '../clock/stand-in.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import type { Call } from '../rig/call.ts'
import type { Lab } from './lab.ts'
import type { Trial } from './trial.ts'

/** Callbacks before which a call lands, one fresh manager each. */
const LANDINGS = 8
/** Runs after which the callback that has not come never will: a thread may wake the task without one. */
const ENOUGH_RUNS = LANDINGS + 2

/**
 * Lands a call right before the k-th callback that the subject's own resources cause (a timer, a
 * message of a worker, the end of a request), for k from 0 on.
 *
 * In real time nobody can choose a millisecond, but the order of things can be chosen: what breaks
 * when a message is already on its way breaks each time, on a fast machine and on a slow one.
 */
export async function landBeforeCallbacks(
  lab: Lab,
  land: (t: Trial) => Call,
  judge: (t: Trial, call: Call) => Promise<void>,
): Promise<void> {
  for (let index = 0; index < LANDINGS; index += 1) {
    const callbacks = new CallbackWatch()
    let landed: Call | undefined
    try {
      await lab.trial(
        async (t) => {
          callbacks.landBefore(index, () => {
            landed = land(t)
          })
          const isOver = (): boolean => landed !== undefined || t.work.starts >= ENOUGH_RUNS
          await t.advUntil(isOver, ENOUGH_RUNS * t.T)
          callbacks.stop()
          if (landed !== undefined) await judge(t, landed)
        },
        { prepare: () => callbacks.start() },
      )
    } finally {
      callbacks.stop()
    }
    if (landed === undefined) return
  }
}

/** Counts the callbacks of what a subject makes, and lands an action before one of them. */
class CallbackWatch {
  readonly #own = new Set<number>()
  // A call from outside must not look like one from inside the callback.
  readonly #outside = new AsyncResource('VitestShutdownLanding', { requireManualDestroy: true })
  readonly #hook: HandleHook = createHandleHook({
    init: (asyncId) => {
      if (!request.isOurs) this.#own.add(asyncId)
    },
    before: (asyncId) => this.#onBefore(asyncId),
  })
  #left = Infinity
  #action: (() => void) | undefined

  start(): void {
    this.#hook.enable()
  }

  stop(): void {
    this.#hook.disable()
    this.#action = undefined
  }

  /** @param index how many callbacks run before */
  landBefore(index: number, action: () => void): void {
    this.#left = index
    this.#action = action
  }

  #onBefore(asyncId: number): void {
    const action = this.#action
    if (action === undefined || !this.#own.has(asyncId)) return
    this.#left -= 1
    if (this.#left >= 0) return
    this.#action = undefined
    this.#outside.runInAsyncScope(action)
  }
}
