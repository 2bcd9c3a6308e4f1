import { explainDeafness } from '../platform/explain-deafness.ts'
import { markWatching } from '../stack/script-owner.ts'
import { findScopedHandles, type OpenHandle, type ScopedHandle } from './find-scoped-handles.ts'
import { HandleScope } from './handle-scope.ts'
import { ScopedRecord } from './scoped-record.ts'

markWatching(import.meta.url)

/** A record of the handles that are opened; {@link recordHandles} starts one. */
export interface HandleRecord {
  /** Ends the record and removes all patches. */
  stop(): void
  /**
   * Finds the handles that were opened since the record began and are still open. Closes nothing, does
   * not wait, and does not throw.
   *
   * It leaves out handles that are not leaks: those of the runner and of Node itself, connections that a
   * process-wide pool keeps, and handles that close with another one in the list.
   */
  findOpen(): OpenHandle[]
}

/**
 * Starts to record the handles that are opened: timers, servers, sockets, files, child processes,
 * workers, listeners on `process`. Call `stop()` to end it.
 *
 * @throws {Error} when another record is running, and in a runtime that does not report handles
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

/** Finds the handles that are open now: `record.findOpen()` as a function. */
export function findOpenHandles(record: HandleRecord): OpenHandle[] {
  return record.findOpen()
}

/** Leaves out what only the guard has a use for. */
function toOpenHandle(handle: ScopedHandle): OpenHandle {
  const { kind, description, remedy, isReferenced, frames, count } = handle
  return { kind, description, remedy, isReferenced, frames, count }
}
