import type { SharedState } from './shared-state.ts'

/** How many handles on a task are not given up; in shared memory once the task is shared. */
export class HandleCount {
  #live = 0
  #shared: SharedState | undefined

  add(): void {
    if (this.#shared === undefined) this.#live += 1
    else this.#shared.addHandles(1)
  }

  /** Returns whether it was the last one. Of a shared task its state says that, to all threads. */
  release(): boolean {
    if (this.#shared !== undefined) {
      this.#shared.releaseHandle()
      return false
    }
    this.#live -= 1
    return this.#live === 0
  }

  /** Counts in shared memory from now on. Again, it does nothing. */
  share(shared: SharedState): void {
    if (this.#shared !== undefined) return
    this.#shared = shared
    shared.addHandles(this.#live)
  }
}
