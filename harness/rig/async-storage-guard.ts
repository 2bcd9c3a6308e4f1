import { AsyncLocalStorage } from 'node:async_hooks'
import { createSurface, type Method, patch } from '../platform/patch.ts'

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
    const note = (storage: AsyncLocalStorage<unknown>): void => void this.#used.add(storage)
    const surfaces = METHODS.map((method) => {
      const original = prototype[method] as Method
      return createSurface(
        prototype,
        method,
        function noted(this: AsyncLocalStorage<unknown>, ...args: unknown[]): unknown {
          note(this)
          return Reflect.apply(original, this, args)
        },
      )
    })
    this.#restore = patch(surfaces, { syncsImports: false })
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
