import { eachExchange, findBegunMs, LogMark, networkOf, noteEntry } from '../network-scenes.ts'
import { formatConnection } from '../../rig/network-lane.ts'
import { answersRequests } from '../../rig/subject-network.ts'
import type { Rule } from '../rule.ts'
import { formatMs } from '../../text/format-ms.ts'

/** Virtual milliseconds in which what a drop has closed is gone. */
const FAREWELL_MS = 10

export const net06: Rule = {
  id: 'NET-06',
  level: 'MUST',
  title: 'a drop cuts off at once what is in flight, and nothing is sent after it',
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
      // A request tells of itself. A connection without one is a pool's of Node: it connects again for
      // nobody, once a request was aborted.
      const isHttp = answersRequests(lab.subject, host)
      const late = since.entries().find((entry) => {
        const { kind, from, sentAtMs = 0 } = entry
        if (kind === 'datagram') return true
        if (isHttp) return kind === 'request' && findBegunMs(networkOf(t).log(), entry) > droppedMs
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
        event: noteEntry(t, late, `${what} ${late.host}`),
      })
    })
  },
}
