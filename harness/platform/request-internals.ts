/**
 * @touches `oncomplete` of DNS queries and writes, `hostname` of the former, `cancel()` of their channel, `ondone` of jobs of
 * `node:crypto`
 * @test each is checked for before it is used
 * @fallback a query without `oncomplete` counts as open until the scope is judged, and a job without
 * `ondone` as one that never calls back
 */
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Calls `onEnd` with the answer, the error or the cancellation of a DNS query, whichever comes. */
export function followQuery(query: object, onEnd: () => void): void {
  const request = query as { oncomplete?: unknown }
  const { oncomplete } = request
  if (typeof oncomplete !== 'function') return
  request.oncomplete = function (this: unknown, ...parameters: unknown[]): unknown {
    onEnd()
    return Reflect.apply(oncomplete, this, parameters)
  }
}

/** The name that a DNS query asks for. */
export function findQueryHost(query: object): string | undefined {
  return (query as { hostname?: string }).hostname
}

/** Cancels all queries of a resolver, by the native channel that it has. */
export function cancelQueries(channel: object): void {
  ;(channel as { cancel?(): void }).cancel?.()
}

/** Whether a job of `node:crypto` has a callback; those of the synchronous functions have none. */
export function hasJobCallback(job: object): boolean {
  return typeof Reflect.get(job, 'ondone') === 'function'
}

/** Whether a write calls back into JavaScript; one that HTTP/2 makes on a layer of TLS does not. */
export function hasWriteCallback(write: object): boolean {
  return typeof Reflect.get(write, 'oncomplete') === 'function'
}
