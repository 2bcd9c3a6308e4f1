/**
 * @touches the channel `undici:request:error` of `node:diagnostics_channel`, and the codes of the errors
 * with which the client behind `fetch()` gives up
 * @test `tests/harness/platform/fetch-limits.test.ts` makes it give up at the headers and in the middle
 * of a body
 * @fallback its own limit counts as one of the task's
 */
import diagnostics from 'node:diagnostics_channel'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const CHANNEL = 'undici:request:error'
const CODES: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** How long the client behind `fetch()` waits for a peer that says nothing, unless it is told otherwise. */
export const FETCH_LIMIT_MS = 300_000

/**
 * Has `onExpired` told of every request that the client behind `fetch()` gives up by itself, for want of
 * an answer or of the rest of one.
 *
 * @returns ends that
 */
export function watchFetchLimits(onExpired: () => void): () => void {
  const listener = (message: unknown): void => {
    const { error } = message as { error?: { code?: unknown } }
    if (CODES.has(error?.code)) onExpired()
  }
  diagnostics.subscribe(CHANNEL, listener)
  return () => {
    diagnostics.unsubscribe(CHANNEL, listener)
  }
}
