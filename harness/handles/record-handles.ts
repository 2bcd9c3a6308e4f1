import { HandleRecord } from './handle-record.ts'
import { HandleScope } from './handle-scope.ts'
import { explainDeafness } from '../platform/explain-deafness.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Begins to record the handles that are opened: timers, servers, sockets, files, children, workers,
 * listeners on `process`. End it with `stop()`, after which nothing is patched any more.
 *
 * @throws {Error} when another record is under way, and in a runtime that tells nothing of handles
 *
 * @example
 * ```ts
 * const record = recordHandles()
 * await startService()
 * const open = findOpenHandles(record)
 * record.stop()
 * ```
 */
export function recordHandles(): HandleRecord {
  const reason = explainDeafness()
  if (reason !== undefined) throw new Error(`recordHandles() can do nothing here: ${reason}`)
  const record = new HandleRecord(new HandleScope(undefined))
  record.start()
  return record
}
