import { catchErrors } from './catch-errors.ts'
import { isEntryOpen, type HandleEntry } from './handle-scope.ts'
import type { OpenHandle } from './open-handle.ts'
import { settle } from './settle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A child that was killed is gone in tens of milliseconds; a busy machine needs more. */
const LIMIT_MS = 2000

/** What came of closing. */
export interface ClosingOutcome {
  /** The handles that could not be closed within two seconds. */
  readonly stuck: readonly OpenHandle[]
  /** What closing them made others throw or reject. */
  readonly errors: readonly unknown[]
}

/**
 * Closes handles, by force where there is one, and waits until they are closed, so that whoever
 * comes next can bind the same port. What that makes others throw is a consequence of the leak, and
 * is caught.
 */
export async function closeHandles(handles: readonly OpenHandle[]): Promise<ClosingOutcome> {
  const errors = await catchErrors(async () => {
    for (const { entries } of handles) for (const entry of entries) close(entry)
    await settle(() => !handles.some(isOpen), LIMIT_MS)
  })
  return { stuck: handles.filter(isOpen), errors }
}

function close({ type, resource }: HandleEntry): void {
  try {
    const closing = type.close(resource)
    if (closing instanceof Promise) closing.catch(() => {})
  } catch {
    // Best effort: what is on its way out may refuse.
  }
}

function isOpen({ entries }: OpenHandle): boolean {
  return entries.some(isEntryOpen)
}
