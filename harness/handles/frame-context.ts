import { AsyncLocalStorage } from 'node:async_hooks'
import type { TimerContext } from '../clock/stand-in.ts'
import type { HandleScope } from './handle-scope.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { ScopeContext } from './scope-context.ts'

markWatching(import.meta.url)

/** What a context carries: whose work it is, and the timer whose callback began it. */
interface Work {
  readonly scope: HandleScope
  /** 0 where none is known. */
  timerId: number
  /** Whether that timer is being made, and its id is not known yet. */
  isNew: boolean
}

/** The context of a scope where Node keeps it in frames, at no cost. */
export class FrameContext implements ScopeContext {
  readonly isFree = true
  readonly isByCallback = false
  readonly #storage = new AsyncLocalStorage<Work>()

  get(): HandleScope | undefined {
    return this.#storage.getStore()?.scope
  }

  /** Node tells of a rejection in the context of the promise. */
  findMaker(): undefined {
    return undefined
  }

  run<T>(scope: HandleScope, body: () => T): T {
    return this.#storage.run({ scope, timerId: 0, isNew: false }, body)
  }

  timerId(): number {
    return this.#storage.getStore()?.timerId ?? 0
  }

  // Not the timer's stack: the context outlives the timer, and would keep what was at hand there.
  readonly inTimer: TimerContext = (makeTimer) => {
    const work = this.#storage.getStore()
    if (work === undefined) return makeTimer()
    // Until its id is known, it goes back to what this goes back to.
    const { scope, timerId } = work
    return this.#storage.run({ scope, timerId, isNew: true }, makeTimer)
  }

  enterTimer(asyncId: number): void {
    const work = this.#storage.getStore()
    if (work?.isNew !== true) return
    work.timerId = asyncId
    work.isNew = false
  }

  set(): void {}
  enable(): void {}
  disable(): void {}
}
