import { Worker } from 'node:worker_threads'
import { replaceFunctions, type Replacement } from '../platform/patch.ts'
import { atomics } from '../clock/timeouts.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const COMPILING = ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'] as const

/** Work that no hook tells of, counted by standing in for the functions that start it. */
export class InvisibleWork {
  readonly #owing = new Map<Worker, number>()
  #compiling = 0
  #waits = 0
  #restore: (() => void) | undefined

  /** Whether the engine compiles WebAssembly. */
  get isCompiling(): boolean {
    return this.#compiling > 0
  }

  /** Whether somebody waits to be notified by `Atomics.notify()`. */
  get isWaiting(): boolean {
    return this.#waits > 0
  }

  /** Whether a worker was sent a message, has not answered, and lives. */
  get isWorkerOwing(): boolean {
    for (const [worker, count] of this.#owing) if (count > 0 && worker.threadId >= 0) return true
    return false
  }

  /** Whether workers were spoken with, however it went. */
  get hasTalkedToWorkers(): boolean {
    return [...this.#owing.keys()].some(({ threadId }) => threadId >= 0)
  }

  install(): void {
    const wasm = (globalThis as { WebAssembly?: object }).WebAssembly
    this.#restore = replaceFunctions([
      ...(wasm === undefined ? [] : COMPILING.map((key) => this.#followCompiling(wasm, key))),
      this.#followWaits(),
      ...this.#followWorkers(),
    ])
  }

  restore(): void {
    this.#restore?.()
    this.#restore = undefined
  }

  #followCompiling(wasm: object, key: string): Replacement {
    return follow(wasm, key, (result) =>
      countUntilSettled(result, (by) => {
        this.#compiling += by
      }),
    )
  }

  #followWaits(): Replacement {
    return follow(atomics, 'waitAsync', (result) => {
      const { async: isAsync, value } = (result ?? {}) as { async?: boolean; value?: unknown }
      if (isAsync !== true) return
      countUntilSettled(value, (by) => {
        this.#waits += by
      })
    })
  }

  #followWorkers(): Replacement[] {
    const owing = this.#owing
    const count = (worker: unknown, by: number): void => {
      const known = owing.get(worker as Worker) ?? 0
      owing.set(worker as Worker, Math.max(0, known + by))
    }
    return [
      follow(Worker.prototype, 'postMessage', (_result, self) => count(self, 1)),
      follow(Worker.prototype, 'emit', (_result, self, [event]) => {
        if (event === 'message' || event === 'messageerror') count(self, -1)
      }),
    ]
  }
}

/** Has `after` told of what a function, which is called as before, came to. */
function follow(
  target: object,
  key: string,
  after: (result: unknown, self: unknown, args: readonly unknown[]) => void,
): Replacement {
  return {
    target,
    key,
    wrap: (original) =>
      function follow(this: unknown, ...args: unknown[]): unknown {
        const result = Reflect.apply(original, this, args)
        after(result, this, args)
        return result
      },
  }
}

/** Counts one from now until a promise has settled. */
function countUntilSettled(result: unknown, count: (by: number) => void): void {
  if (!(result instanceof Promise)) return
  count(1)
  const end = (): void => count(-1)
  result.then(end, end)
}
