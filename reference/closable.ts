import { inspect } from 'node:util'
import { checkNumber, MAX_TIMER_MS } from './check-arguments.ts'

/** Why a process shuts down: a signal, an uncaught error, or neither, after a call of `close()`. */
export interface ShutdownReason {
  readonly signal?: NodeJS.Signals
  /** What was thrown or rejected with, as it is: it need not be an `Error`. */
  readonly error?: unknown
}

/** A manager that can be shut down. Its other methods are used if it has them. */
export interface ClosableManager {
  shutdown(): PromiseLike<unknown>
  shutdownWithin?(timeoutMs: number, signal?: AbortSignal): PromiseLike<unknown>
  abort?(): void
  [Symbol.dispose]?(): void
}

/** How something is shut down: a manager, or a function that does it. */
export type Closer = ClosableManager | ((this: void, reason: ShutdownReason) => unknown)

/** A part of a program, with a name for reports, and a deadline of its own. */
export interface ShutdownPart {
  readonly name: string
  readonly close: Closer
  /** Its time limit, in milliseconds, 0 to 2147483647. Default: the common deadline. */
  readonly deadlineMs?: number | undefined
}

/** What is shut down with a process: a manager, a function that does it, or one of these with a name. */
export type Closable = Closer | ShutdownPart

/** Whether something is a part with a name, and no manager that happens to have one. */
export function isPart(closable: Closable): closable is ShutdownPart {
  return typeof closable === 'object' && 'close' in closable && !('shutdown' in closable)
}

/**
 * Checks what shall be shut down.
 *
 * @throws {TypeError} when one of them has no shutdown() and is no function and no part either
 */
export function checkClosables(closables: readonly unknown[]): void {
  for (const closable of closables) {
    if (isCloser(closable)) continue
    if (typeof closable === 'object' && closable !== null && 'close' in closable) {
      checkPart(closable)
      continue
    }
    throw new TypeError(
      `Expected \`managers\` to have a shutdown() or to be functions, got ${describe(closable)}`,
    )
  }
}

function checkPart(part: { name?: unknown; close: unknown; deadlineMs?: unknown }): void {
  const { name, close, deadlineMs } = part
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(
      `Expected \`managers\` to have a shutdown(), or a \`name\` beside their \`close\`, got ${describe(part)}`,
    )
  }
  if (!isCloser(close)) {
    throw new TypeError(
      `Expected \`close\` of ${name} to have a shutdown() or to be a function, got ${describe(close)}`,
    )
  }
  if (deadlineMs !== undefined) checkNumber(`deadlineMs of ${name}`, deadlineMs, 0, MAX_TIMER_MS)
}

function isCloser(value: unknown): boolean {
  return (
    typeof value === 'function' ||
    typeof (value as ClosableManager | null | undefined)?.shutdown === 'function'
  )
}

function describe(value: unknown): string {
  return `${inspect(value, { depth: 0 })} (${typeof value})`
}
