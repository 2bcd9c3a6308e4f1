import { eachExchange, LogMark, networkOf } from '../network-scenes.ts'
import { formatConnection } from '../../rig/network-lane.ts'
import type { Rule } from '../rule.ts'
import { formatMs } from '../../text/format-ms.ts'

/** Virtual milliseconds in which what a drop has closed is gone. */
const FAREWELL_MS = 10

export const net06: Rule = {
  id: 'NET-06',
  level: 'MUST',
  title: 'a drop cuts off what is in flight at once, and nothing is sent after it',
  hint: 'abort the request in flight and destroy the socket in [Symbol.dispose]()',
  needs: ['network', 'drop'],
  async check(lab) {
    await eachExchange(lab, async (t, host, exchange) => {
      networkOf(t).hang(host)
      t.drop()
      await t.drain()
      await t.adv(FAREWELL_MS)
      const open = networkOf(t)
        .connections(host)
        .find(({ isPooled }) => !isPooled)
      if (open !== undefined) {
        t.fail(
          `${exchange.text}, sent at ${formatMs(exchange.sentAtMs)}, was still in flight ${FAREWELL_MS} ms after the drop: ${formatConnection(open)}`,
          { event: t.note(`still open: ${formatConnection(open)}`) },
        )
      }
      const since = new LogMark(t)
      const droppedMs = t.clock.nowMs
      networkOf(t).heal(host)
      await t.adv(3 * t.T)
      // What Node's pools do of themselves is not the task's: they may connect again, for nobody.
      // Where no request is read, as from a WebSocket, nothing tells a pool's connection from another.
      const isHttp = networkOf(t)
        .log()
        .some((entry) => entry.host === host && entry.kind === 'request')
      const now = networkOf(t).connections(host)
      const pooled = new Set(now.flatMap(({ id, isPooled }) => (isHttp && isPooled ? [id] : [])))
      const late = since.entries().find(({ kind, from, connection, sentAtMs = 0 }) => {
        if (kind === 'request') return true
        if (pooled.has(connection)) return false
        return kind === 'connect' || (kind === 'data' && from === 'client' && sentAtMs > droppedMs)
      })
      if (late === undefined) return
      const what =
        late.kind === 'connect'
          ? 'connected to'
          : late.kind === 'request'
            ? `sent ${late.text ?? 'a request'} to`
            : 'sent something to'
      t.fail(`${t.name} ${what} ${late.host} at ${formatMs(late.atMs)}, after it was dropped`, {
        event: t.note(`${what} ${late.host}`),
      })
    })
  },
}
