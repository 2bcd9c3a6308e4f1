/**
 * @touches the promise hooks that Node sets for a hook, through `async-wrap.ts`
 * @test `find-quiet-hook.ts` proves the hook
 * @fallback an ordinary hook
 */
import { createHook, type AsyncHook, type HookCallbacks } from 'node:async_hooks'
import { type AsyncWrap, type PromiseHooks } from './async-wrap.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

// As it is now: a test may fake it before a hook is enabled.
const { queueMicrotask } = globalThis

const isUnset = (hook: unknown): boolean => hook === undefined

/**
 * An async hook whose enabling leaves the promise hooks of the engine as they were.
 *
 * To all else in Node it is enabled as any hook is: whoever enables one of their own afterwards
 * turns promise hooks on, and sees every event.
 */
export class SwitchedHook {
  /** The promise hooks that `async_hooks` sets for a hook like this one. */
  static #own: PromiseHooks = []
  /** How many callbacks the enabled instances have. */
  static #enabledCallbacks = 0

  /** Whether hooks are enabled that are not like this one: anybody's who tracks promises. */
  static areOthersEnabled(wrap: AsyncWrap): boolean {
    return wrap.countCallbacks() !== SwitchedHook.#enabledCallbacks
  }

  readonly #wrap: AsyncWrap
  readonly #hook: AsyncHook
  readonly #callbackCount: number
  #isEnabled = false

  constructor(wrap: AsyncWrap, callbacks: HookCallbacks) {
    this.#wrap = wrap
    this.#hook = createHook(callbacks)
    this.#callbackCount = Object.keys(callbacks).length
  }

  enable(): void {
    if (this.#isEnabled) return
    this.#isEnabled = true
    SwitchedHook.#enabledCallbacks += this.#callbackCount
    const before = this.#wrap.getPromiseHooks()
    this.#hook.enable()
    if (before.every(isUnset)) SwitchedHook.#own = this.#wrap.getPromiseHooks()
    // Not in this turn, perhaps within the job of a promise: who was seen entering must be seen
    // leaving.
    if (!before.every(isUnset) && this.#areOwn()) queueMicrotask(() => this.#turnOffUnlessNeeded())
    else this.#wrap.setPromiseHooks(...before)
  }

  disable(): void {
    if (!this.#isEnabled) return
    this.#isEnabled = false
    SwitchedHook.#enabledCallbacks -= this.#callbackCount
    this.#hook.disable()
  }

  /** Turns off what somebody left on who has disabled their hook. */
  #turnOffUnlessNeeded(): void {
    const isNeeded = SwitchedHook.areOthersEnabled(this.#wrap)
    if (this.#isEnabled && !isNeeded && this.#areOwn()) this.#wrap.setPromiseHooks()
  }

  /** Whether no promise hooks are set but for hooks like this one: none through `v8.promiseHooks`. */
  #areOwn(): boolean {
    return this.#wrap.getPromiseHooks().every((hook, index) => hook === SwitchedHook.#own[index])
  }
}
