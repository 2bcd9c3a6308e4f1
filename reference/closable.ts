import { inspect } from 'node:util'

/** Why a process shuts down: a signal, an error that nobody caught, or neither: it was told to. */
export interface ShutdownReason {
  readonly signal?: NodeJS.Signals
  /** What was thrown or rejected with, as it is: it need not be an `Error`. */
  readonly error?: unknown
}

/** A manager that can be shut down. What else it offers is used where it is there. */
export interface ClosableManager {
  shutdown(): PromiseLike<unknown>
  shutdownWithin?(timeoutMs: number, signal?: AbortSignal): PromiseLike<unknown>
  abort?(): void
  [Symbol.dispose]?(): void
}

/** What is shut down with a process: a manager, or a function that does it. */
export type Closable = ClosableManager | ((this: void, reason: ShutdownReason) => unknown)

/**
 * Checks what shall be shut down.
 *
 * @throws {TypeError} when one of them has no shutdown() and is no function either
 */
export function checkClosables(closables: readonly unknown[]): void {
  for (const closable of closables) {
    if (typeof closable === 'function') continue
    if (typeof (closable as ClosableManager | null | undefined)?.shutdown === 'function') continue
    throw new TypeError(
      `Expected \`managers\` to have a shutdown() or to be functions, got ${inspect(closable, { depth: 0 })} (${typeof closable})`,
    )
  }
}
