import { networkOf } from '../network-scenes.ts'
import { formatConnection } from '../../rig/network-lane.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const net04: Rule = {
  id: 'NET-04',
  level: 'MUST',
  title:
    "no connection or server is left open after shutdown() or a drop, apart from Node's idle pools",
  hint: 'keep a reference to every socket and server, and close each in shutdown() and in [Symbol.dispose]()',
  needs: ['network'],
  async check(lab) {
    const enders = lab.seen.absent.has('drop')
      ? (['shutdown'] as const)
      : (['shutdown', 'drop'] as const)
    for (const ender of enders) {
      await lab.trial(async (t) => {
        await t.runs(2)
        if (ender === 'drop') t.drop()
        else if (!(await t.settle(t.shutdown()))) return
        await t.drain()
        await t.letNetworkPass(() => listOpen(t).length === 0)
        await t.adv(t.T)
        const open = listOpen(t)
        const [first] = open
        if (first === undefined) return
        const after = ender === 'drop' ? 'the drop' : 'shutdown()'
        t.fail(`left open after ${after}: ${open.join(', ')}`, {
          event: t.note(`still open: ${first}`),
          frame: t.census.findOpen().find(({ openedAt }) => openedAt !== undefined)?.openedAt,
        })
      })
    }
  },
}

function listOpen(t: Trial): string[] {
  return networkOf(t)
    .connections()
    .filter(({ isPooled }) => !isPooled)
    .map(formatConnection)
}
