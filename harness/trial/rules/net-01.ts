import { eachExchange, findBegunMs, LogMark, networkOf } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { formatMs } from '../../text/format-ms.ts'

/**
 * What only asks. Sent once more before shutdown() has settled, it is a poll; another request there may
 * belong to the run in flight, or be the last word of one that says goodbye.
 */
const ASKS = /^(GET|HEAD) /

export const net01: Rule = {
  id: 'NET-01',
  level: 'MUST',
  title: 'shutdown() settles once the request in flight is answered, and no other request follows',
  hint: 'check the stop flag again after each answer, before the next request',
  needs: ['network'],
  async check(lab) {
    await eachExchange(lab, async (t, host, exchange) => {
      const network = networkOf(t)
      // The answer is on its way, and waits.
      network.hang(host)
      const since = new LogMark(t)
      const call = t.shutdown()
      await t.drain()
      const calledAtMs = t.clock.nowMs
      await t.adv(t.T / 2)
      network.heal(host)
      if (!(await t.settle(call, 2 * t.T))) {
        t.fail(
          `${call.label} was still pending ${formatMs(t.clock.nowMs - calledAtMs)} after the call, although ${exchange.text} had been answered`,
          { event: call.called, pending: call },
        )
      }
      await t.adv(3 * t.T)
      if (lab.finalRuns > 0) return
      const settledAtMs = call.settled?.atMs ?? Infinity
      const next = since.entries().find((entry) => {
        if (entry.kind !== 'request' || entry.atMs <= calledAtMs) return false
        const isPoll = entry.text === exchange.text && ASKS.test(entry.text)
        return isPoll || findBegunMs(network.log(), entry) > settledAtMs
      })
      if (next === undefined) return
      t.fail(
        `${t.name} sent ${next.text ?? 'a request'}, which arrived at ${formatMs(next.atMs)}, ${formatMs(next.atMs - calledAtMs)} after shutdown() was called${next.atMs > settledAtMs ? ` and ${formatMs(next.atMs - settledAtMs)} after it had settled` : ''}`,
        { event: t.note(`${next.text} at ${next.host}`), mark: 'one more', call },
      )
    })
  },
}
