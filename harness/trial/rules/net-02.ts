import type { Lab } from '../lab.ts'
import { eachExchange, networkOf, tellUnanswered } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import { DAY_MS, formatMs } from '../../text/format-ms.ts'

export const net02: Rule = {
  id: 'NET-02',
  level: 'MUST',
  title: 'a peer that never answers does not block shutdown() forever',
  hint: 'give every request a time limit (AbortSignal.timeout()), or offer shutdownWithin(), which aborts what is in flight',
  needs: ['network'],
  async check(lab) {
    await eachExchange(lab, async (t, host, exchange) => {
      networkOf(t).hang(host)
      const call = t.shutdown()
      if (await t.settle(call, 10 * t.T)) return
      await t.advFar(DAY_MS)
      if (await t.settle(call)) return
      if (await isBounded(lab, host)) return
      t.fail(
        `${call.label} was still pending ${formatMs(t.clock.nowMs - call.calledAtMs)} after the call: ${tellUnanswered(exchange)}`,
        { event: call.called, pending: call },
      )
    })
  },
}

/** Whether the time limit of `shutdownWithin()` ends the wait for a host that never answers. */
async function isBounded(lab: Lab, wanted: string): Promise<boolean> {
  if (lab.subject.shutdownWithin === undefined) return false
  let isSettled = false
  await eachExchange(lab, async (t, host) => {
    if (host !== wanted) return
    networkOf(t).hang(host)
    const timeoutMs = t.intervals(3)
    const call = t.shutdownWithin(timeoutMs)
    isSettled = await t.settle(call, timeoutMs + t.T)
  })
  return isSettled
}
