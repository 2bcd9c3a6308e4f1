import { isAccepted } from '../../rig/item-ledger.ts'
import type { Rule } from '../rule.ts'

export const item03: Rule = {
  id: 'ITEM-03',
  level: 'MUST',
  title: 'an item submitted after shutdown() is refused, not swallowed',
  hint: 'throw, reject or return false from the method that accepts items, once the stop flag is set',
  needs: ['submit'],
  async check(lab) {
    for (const isSettled of [true, false]) {
      await lab.trial(async (t) => {
        const call = t.shutdown()
        if (isSettled) await t.settle(call)
        const since = t.log.position
        const item = t.submit()
        await t.adv(5 * t.T)
        if (!isAccepted(item)) return
        // One that was still taken in while the manager was stopping, and run, is not lost.
        if (!isSettled && item.runs.length > 0) return
        if (t.log.at('warn', since).length + t.log.at('error', since).length > 0) return
        t.verifyLog(since)
        const what =
          item.runs.length > 0
            ? 'was accepted and run'
            : item.call.state === 'pending'
              ? 'was never answered'
              : 'was accepted, but never run'
        t.fail(
          `${item.value.id}, submitted ${isSettled ? 'after shutdown() had fulfilled' : 'right after the call of shutdown()'}, ${what}`,
          { event: item.call.called, mark: 'not refused', call: item.call },
        )
      })
    }
  },
}
