import type { Closable, ShutdownReason } from './closable.ts'

export interface ClosingOptions {
  reason: ShutdownReason
  /** For each, should it take a limit of its own. */
  deadlineMs: number
  /** Aborted when there is no more time. */
  force: AbortSignal
  /** Called with what one of them threw or rejected with; the others come nevertheless. */
  onFailure(this: void, cause: unknown): void
}

/**
 * Shuts down one after the other, the last one first: what was made later may need what was made
 * before.
 *
 * @returns whether all of them ended gracefully
 */
export async function closeInReverse(
  closables: readonly Closable[],
  options: ClosingOptions,
): Promise<boolean> {
  let isGraceful = true
  for (const closable of closables.toReversed()) {
    if (options.force.aborted) return false
    try {
      if ((await close(closable, options)) === 'aborted') isGraceful = false
    } catch (cause) {
      isGraceful = false
      options.onFailure(cause)
    }
  }
  return isGraceful
}

function close(closable: Closable, { reason, deadlineMs, force }: ClosingOptions): unknown {
  if (typeof closable === 'function') return closable(reason)
  // It tells a graceful end from an aborted one, which shutdown() does not.
  return closable.shutdownWithin?.(deadlineMs, force) ?? closable.shutdown()
}

/** Aborts all that can be: by abort(), or by a drop where that is all there is. */
export function abortInReverse(
  closables: readonly Closable[],
  onFailure: (cause: unknown) => void,
): void {
  for (const closable of closables.toReversed()) {
    if (typeof closable === 'function') continue
    try {
      if (closable.abort === undefined) closable[Symbol.dispose]?.()
      else closable.abort()
    } catch (cause) {
      onFailure(cause)
    }
  }
}
