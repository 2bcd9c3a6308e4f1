/**
 * @touches `executionAsyncId()` and `executionAsyncResource()`, and the field `enabled` that an
 * `AsyncLocalStorage` has where hooks on promises carry it
 * @test the own keys of a new storage
 * @fallback a storage without the field is assumed to cost nothing, as from Node 24 on
 */
import { type AsyncLocalStorage, executionAsyncId, executionAsyncResource } from 'node:async_hooks'

/** The id of what runs now; 0 where nobody hooks promises and a promise has continued. */
export function findExecutionId(): number {
  return executionAsyncId()
}

/** The resource whose callback runs now. */
export function findExecutionResource(): object {
  return executionAsyncResource()
}

/** Whether a promise continues now, and somebody hooks promises. */
export function isInPromise(): boolean {
  return executionAsyncResource() instanceof Promise
}

/** Whether Node carries a storage by a hook on every promise, which makes an `await` several times slower. */
export function isKeptByHooks(storage: AsyncLocalStorage<unknown>): boolean {
  return Object.keys(storage).includes('enabled')
}
