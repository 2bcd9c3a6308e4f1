import { explainDeafness } from '../platform/explain-deafness.ts'
import { markWatching } from '../stack/script-owner.ts'
import { findScopedHandles, type OpenHandle, type ScopedHandle } from './find-scoped-handles.ts'
import { HandleScope } from './handle-scope.ts'
import { ScopedRecord } from './scoped-record.ts'

markWatching(import.meta.url)

/** A record of the handles that are opened; {@link recordHandles} makes one. */
export interface HandleRecord {
  /** Ends the record. Nothing is patched any more. */
  stop(): void
  /**
   * Finds what was opened since the record began and is open now. Closes nothing, waits for nothing,
   * and does not throw.
   *
   * It leaves out what is nobody's leak: handles of the runner and of Node itself, connections that
   * a process-wide pool keeps, and what lives and dies with a handle that is in the list.
   */
  findOpen(): OpenHandle[]
}

/**
 * Begins to record the handles that are opened: timers, servers, sockets, files, children, workers,
 * listeners on `process`. End it with `stop()`.
 *
 * @throws {Error} when another record is under way, and in a runtime that does not report handles
 *
 * @example
 * ```ts
 * const record = recordHandles()
 * const server = createServer().listen(0)
 * record.findOpen() // [{ kind: 'server', description: 'TCP server on [::]:4312', … }]
 * record.stop()
 * ```
 */
export function recordHandles(): HandleRecord {
  const reason = explainDeafness()
  if (reason !== undefined) throw new Error(`recordHandles() can do nothing here: ${reason}`)
  const record = new ScopedRecord(new HandleScope(undefined))
  record.start()
  return {
    stop: () => record.stop(),
    findOpen: () => findScopedHandles(record).map(toOpenHandle),
  }
}

/** Finds what is open now: `record.findOpen()` as a function. */
export function findOpenHandles(record: HandleRecord): OpenHandle[] {
  return record.findOpen()
}

/** Leaves out what only the guard has a use for. */
function toOpenHandle(handle: ScopedHandle): OpenHandle {
  const { kind, description, remedy, isReferenced, frames, count } = handle
  return { kind, description, remedy, isReferenced, frames, count }
}
