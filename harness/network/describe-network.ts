import { markWatching } from '../stack/script-owner.ts'
import { formatMs } from '../text/format-ms.ts'
import type { Network, NetworkConnection } from '../model/network.ts'

markWatching(import.meta.url)

/**
 * Writes what is open in a simulated network, a line each: requests without an answer, connections by
 * which none is under way, servers. Connections that wait in a pool of Node's are left out.
 */
export function describeNetwork(network: Pick<Network, 'connections' | 'requests'>): string[] {
  const waiting = network
    .requests()
    .filter((each) => each.answeredAtMs === undefined && each.abandonedAtMs === undefined)
  const busy = new Set(waiting.map(({ connection }) => connection))
  const others = network
    .connections()
    .filter(({ id, isPooled }) => !isPooled && (id === 0 || !busy.has(id)))
  return [
    ...waiting.map(
      ({ method, url, arrivedAtMs }) =>
        `${method} ${url}, unanswered since ${formatMs(arrivedAtMs)}`,
    ),
    ...others.map(describeConnection),
  ]
}

function describeConnection({ host, port, kind, state, openedAtMs }: NetworkConnection): string {
  const place = port === undefined ? host : `${host}:${port}`
  const name = state === 'listening' ? `${kind} server at ${place}` : `connection to ${place}`
  return `${name}, ${state} since ${formatMs(openedAtMs)}`
}
