import { networkOf } from '../network-scenes.ts'
import { formatConnection } from '../../rig/network-lane.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const net04: Rule = {
  id: 'NET-04',
  level: 'MUST',
  title: 'no connection and no server is left after shutdown() or a drop, idle pools of Node aside',
  hint: 'keep every socket and server that is opened, and close each in shutdown() and in [Symbol.dispose]()',
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
        t.fail(`after ${after} there was left: ${open.join(', ')}`, {
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
