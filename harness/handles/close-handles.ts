import { isEntryOpen } from './handle-scope.ts'
import type { OpenHandle } from './open-handle.ts'
import { settle } from './settle.ts'

/** A child that was killed is gone in tens of milliseconds; a busy machine needs more. */
const LIMIT_MS = 2000

/**
 * Closes handles, by force where there is one, and waits until they are closed, so that whoever
 * comes next can bind the same port.
 *
 * @returns the handles that could not be closed within two seconds
 */
export async function closeHandles(handles: readonly OpenHandle[]): Promise<OpenHandle[]> {
  for (const { entries } of handles) {
    for (const { type, resource } of entries) {
      try {
        const closing = type.close(resource)
        if (closing instanceof Promise) closing.catch(() => {})
      } catch {
        // Best effort: what is on its way out may refuse.
      }
    }
  }
  await settle(() => !handles.some(isOpen), LIMIT_MS)
  return handles.filter(isOpen)
}

function isOpen({ entries }: OpenHandle): boolean {
  return entries.some(isEntryOpen)
}
