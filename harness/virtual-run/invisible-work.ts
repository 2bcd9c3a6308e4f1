import { Worker } from 'node:worker_threads'
import { patch, type Surface } from '../platform/patch.ts'
import { imitate } from '../platform/real-time.ts'
import { atomics } from '../clock/wait-async.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

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
    this.#restore = patch([
      ...COMPILING.flatMap((key) =>
        wasm === undefined
          ? []
          : this.#follow(wasm, key, (by) => {
              this.#compiling += by
            }),
      ),
      ...this.#followWaits(),
      ...this.#followWorkers(),
    ])
  }

  restore(): void {
    this.#restore?.()
    this.#restore = undefined
  }

  #follow(target: object, key: string, count: (by: number) => void): Surface[] {
    return wrap(target, key, (result) => countUntilSettled(result, count))
  }

  #followWaits(): Surface[] {
    return wrap(atomics, 'waitAsync', (result) => {
      const { async: isAsync, value } = (result ?? {}) as { async?: boolean; value?: unknown }
      if (isAsync !== true) return
      countUntilSettled(value, (by) => {
        this.#waits += by
      })
    })
  }

  #followWorkers(): Surface[] {
    const owing = this.#owing
    const count = (worker: unknown, by: number): void => {
      const known = owing.get(worker as Worker) ?? 0
      owing.set(worker as Worker, Math.max(0, known + by))
    }
    return [
      ...wrap(Worker.prototype, 'postMessage', (_result, self) => count(self, 1)),
      ...wrap(Worker.prototype, 'emit', (_result, self, [event]) => {
        if (event === 'message' || event === 'messageerror') count(self, -1)
      }),
    ]
  }
}

/** A function that is called as before; then `after` is told of the outcome. */
function wrap(
  target: object,
  key: string,
  after: (result: unknown, self: unknown, args: readonly unknown[]) => void,
): Surface[] {
  const native: unknown = Reflect.get(target, key)
  if (typeof native !== 'function') return []
  const original = native as AnyFunction
  function follow(this: unknown, ...args: unknown[]): unknown {
    const result = Reflect.apply(original, this, args)
    after(result, this, args)
    return result
  }
  const descriptor = {
    configurable: true,
    writable: true,
    enumerable: Object.getOwnPropertyDescriptor(target, key)?.enumerable ?? false,
    value: imitate(follow, original),
  }
  return [{ target, key, descriptor }]
}

/** Counts one from now until a promise has settled. */
function countUntilSettled(result: unknown, count: (by: number) => void): void {
  if (!(result instanceof Promise)) return
  count(1)
  const end = (): void => count(-1)
  result.then(end, end)
}
