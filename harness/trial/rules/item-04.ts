import { inspect } from 'node:util'
import { hasRun, isAccepted } from '../../rig/item-ledger.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

/** Items that are handed over while a run is in flight. */
const WAITING = 3

export const item04: Rule = {
  id: 'ITEM-04',
  level: 'SHOULD',
  title: 'a drop and a forced timeout report how many items were lost',
  hint: 'include the number of lost items in the warning',
  needs: ['submit', 'drop'],
  async check(lab) {
    let hasLost = false
    for (const ender of ['drop', 'shutdownWithin'] as const) {
      if (ender === 'shutdownWithin' && lab.seen.absent.has('timeout')) continue
      await lab.trial(async (t) => {
        await t.startRun()
        for (let count = 0; count < WAITING; count += 1) t.submit()
        await t.drain()
        const since = t.log.position
        const call = ender === 'drop' ? t.drop() : t.shutdownWithin(t.intervals(2))
        await t.adv(5 * t.T)
        const left = t.items.items.filter((item) => isAccepted(item) && !hasRun(item))
        const lost = left.filter(({ call: { state } }) => state !== 'rejected')
        if (lost.length === 0) return
        hasLost = true
        const texts = [...t.log.at('warn', since), ...t.log.at('error', since)].map(
          ({ text }) => text,
        )
        // The one in flight may count as lost or as cut off.
        const counts = new Set([lost.length, left.length, WAITING, WAITING + 1].map(String))
        const isTold = [...texts, inspect(call.outcome)].some((text) =>
          (text.match(/\d+/g) ?? []).some((number) => counts.has(number)),
        )
        if (isTold) return
        t.verifyLog(since)
        t.fail(
          `${lost.length === 1 ? '1 item was' : `${lost.length} items were`} lost by ${call.label}, and ${texts.length === 0 ? 'nothing was logged' : `“${texts[0]}” does not say how many`}`,
          { event: call.called, mark: 'the number is missing', call },
        )
      })
    }
    if (!hasLost) throw new NotApplicable('no item was lost')
  },
}
