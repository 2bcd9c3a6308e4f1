import { AsyncLocalStorage } from 'node:async_hooks'

const METHODS = ['run', 'enterWith'] as const

/**
 * Disables the storages that a subject used, once its trial is over.
 *
 * Before Node 24 every storage that was ever used costs a little at every promise until it is
 * disabled. A manager that makes one of its own, times hundreds of managers, would slow the process
 * down for good. A storage that is used again is enabled again by that.
 */
export class AsyncStorageGuard {
  readonly #used = new Set<AsyncLocalStorage<unknown>>()
  #restore: (() => void) | undefined

  install(): void {
    const { prototype } = AsyncLocalStorage
    const originals = METHODS.map((method) => [method, Reflect.get(prototype, method)] as const)
    const note = (storage: AsyncLocalStorage<unknown>): void => void this.#used.add(storage)
    for (const [method, original] of originals) {
      Reflect.set(
        prototype,
        method,
        function noted(this: AsyncLocalStorage<unknown>, ...args: unknown[]): unknown {
          note(this)
          return Reflect.apply(original, this, args)
        },
      )
    }
    this.#restore = () => {
      for (const [method, original] of originals) Reflect.set(prototype, method, original)
    }
  }

  restore(): void {
    this.#restore?.()
    this.#restore = undefined
    this.disableUsed()
  }

  /** Disables what has been used so far, and goes on watching. */
  disableUsed(): void {
    if (this.#used.size === 0) return
    for (const storage of this.#used) storage.disable()
    this.#used.clear()
  }
}
