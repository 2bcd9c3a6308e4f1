import type { HandleType } from '../../model/handle-type.ts'
import { cancelQueries, findQueryHost, followQuery } from '../../platform/request-internals.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** The queries that were sent and not answered, each with the channel of its resolver. */
const open = new WeakMap<object, object | undefined>()

/** Requests of `node:dns` that go to a name server, as opposed to `lookup()`. */
export const dnsQueryType: HandleType = {
  kind: 'dns-query',
  name: 'DNS query',
  isOpen: (query) => open.has(query),
  describe: (query) => {
    const host = findQueryHost(query)
    return host === undefined ? 'DNS query' : `DNS query for ${host}`
  },
  remedy: () => 'resolver.cancel()',
  close: (query) => {
    const channel = open.get(query)
    if (channel !== undefined) cancelQueries(channel)
  },
}

/**
 * Follows a query to its end. A request says nowhere whether it is under way, so its callback is
 * watched: the one place that the answer, the error and the cancellation go through.
 *
 * @param channel the resolver's, which alone can cancel
 */
export function watchDnsQuery(query: object, channel: object | undefined): void {
  open.set(query, channel)
  followQuery(query, () => open.delete(query))
}
