import type { HandleType } from '../../model/handle-type.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** A query that a resolver has sent and that was not answered. */
export interface DnsQuery {
  readonly bindingName?: string
  readonly hostname?: string
  oncomplete?: unknown
}

interface Channel {
  cancel?(): void
}

const open = new WeakMap<object, Channel | undefined>()

/** Requests of `node:dns` that go to a name server, as opposed to `lookup()`. */
export const dnsQueryType: HandleType<DnsQuery> = {
  kind: 'dns-query',
  name: 'DNS query',
  isOpen: (query) => open.has(query),
  describe: ({ hostname }) => `DNS query${hostname === undefined ? '' : ` for ${hostname}`}`,
  remedy: () => 'resolver.cancel()',
  close: (query) => open.get(query)?.cancel?.(),
}

/**
 * Follows a query to its end. A request says nowhere whether it is under way, so its callback is
 * watched: the one place that the answer, the error and the cancellation go through.
 *
 * @param channel the resolver's, which alone can cancel
 */
export function watchDnsQuery(query: DnsQuery, channel: object | undefined): void {
  open.set(query, channel)
  const { oncomplete } = query
  if (typeof oncomplete !== 'function') return
  query.oncomplete = function (this: unknown, ...parameters: unknown[]): unknown {
    open.delete(query)
    return Reflect.apply(oncomplete, this, parameters)
  }
}
