import { catchErrors } from './catch-errors.ts'
import type { ScopedHandle } from './find-scoped-handles.ts'
import { closeEntry, isEntryOpen } from './open-entries.ts'
import { settle } from './settle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A child that was killed is gone in tens of milliseconds; a busy machine needs more. */
const LIMIT_MS = 2000

/** What came of closing. */
export interface ClosingOutcome {
  /** The handles that could not be closed within two seconds. */
  readonly stuck: readonly ScopedHandle[]
  /** What closing them made others throw or reject. */
  readonly errors: readonly unknown[]
}

/**
 * Closes handles, by force where there is one, and waits until they are closed, so that whoever
 * comes next can bind the same port. What that makes others throw is a consequence of the leak, and
 * is caught.
 *
 * @param isForeign whether an error that turns up meanwhile belongs to somebody else, as
 * {@link catchErrors} takes it
 */
export async function closeHandles(
  handles: readonly ScopedHandle[],
  isForeign?: (promise: unknown) => boolean,
): Promise<ClosingOutcome> {
  const errors = await catchErrors(async () => {
    for (const { entries } of handles) for (const entry of entries) closeEntry(entry)
    await settle(() => !handles.some(isOpen), LIMIT_MS)
  }, isForeign)
  return { stuck: handles.filter(isOpen), errors }
}

function isOpen({ entries }: ScopedHandle): boolean {
  return entries.some(isEntryOpen)
}
