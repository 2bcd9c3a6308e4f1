import type { Lab } from '../lab.ts'
import { eachExchange, type Exchange, networkOf, tellUnanswered } from '../network-scenes.ts'
import type { Rule } from '../rule.ts'
import type { Call } from '../../rig/call.ts'
import { FETCH_LIMIT_MS, watchFetchLimits } from '../../platform/fetch-limits.ts'
import { DAY_MS, formatMs } from '../../text/format-ms.ts'
import type { Trial } from '../trial.ts'

/** The client behind `fetch()` looks at its limits twice a second. */
const TICK_MS = 1000
/** What settles so soon after a limit has ended a request has waited for that. */
const SOON_MS = 60_000

export const net02: Rule = {
  id: 'NET-02',
  level: 'MUST',
  title: 'a peer that never answers does not block shutdown() forever',
  hint: 'give every request a time limit (AbortSignal.timeout()), or offer shutdownWithin(), which aborts what is in flight',
  needs: ['network'],
  async check(lab) {
    await eachExchange(lab, async (t, host, exchange) => {
      networkOf(t).hang(host)
      const expiredAtMs: number[] = []
      const unwatch = watchFetchLimits(() => expiredAtMs.push(t.clock.nowMs))
      const call = t.shutdown()
      try {
        if (!(await t.settle(call, 10 * t.T))) await t.advFar(DAY_MS)
        await t.settle(call, 0)
      } finally {
        unwatch()
      }
      const limitedAtMs = expiredAtMs.find((atMs) => isDefaultLimit(atMs, call, exchange))
      if (call.state !== 'pending' && limitedAtMs === undefined) return
      if (await isBounded(lab, host)) return
      if (call.state === 'pending') blameHang(t, call, exchange)
      const heldMs = (call.settled?.atMs ?? t.clock.nowMs) - call.calledAtMs
      t.fail(
        `${call.label} was held for ${formatMs(heldMs)}: ${tellUnanswered(exchange)}. Only the default limit of fetch(), ${formatMs(FETCH_LIMIT_MS)}, ended the wait: ${t.name} has no limit of its own`,
        { event: call.settled, mark: 'too late', call },
      )
    })
  },
}

function blameHang(t: Trial, call: Call, exchange: Exchange): never {
  t.fail(
    `${call.label} was still pending ${formatMs(t.clock.nowMs - call.calledAtMs)} after the call: ${tellUnanswered(exchange)}`,
    { event: call.called, pending: call },
  )
}

/**
 * Whether a call settled since `fetch()` had given up by the limit that it has unless it is told otherwise:
 * nobody has chosen that, and who ends a process does not wait so long.
 */
function isDefaultLimit(atMs: number, { settled }: Call, { sentAtMs }: Exchange): boolean {
  if (settled === undefined || atMs - sentAtMs < FETCH_LIMIT_MS - TICK_MS) return false
  return settled.atMs >= atMs && settled.atMs < atMs + SOON_MS
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
