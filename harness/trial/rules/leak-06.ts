import { expectNothingOpen } from '../expectations.ts'
import { explainDeafness } from '../../platform/explain-deafness.ts'
import type { Rule } from '../rule.ts'
import { NotApplicable } from '../../model/rule-failure.ts'

export const leak06: Rule = {
  id: 'LEAK-06',
  level: 'MUST',
  title:
    'no other handle is left open after shutdown() or a drop: port, socket, server, watcher, child, worker, file',
  hint: 'close what the constructor opened, in shutdown() and in [Symbol.dispose]()',
  needs: [],
  async check(lab) {
    const enders = lab.seen.absent.has('drop')
      ? (['shutdown'] as const)
      : (['shutdown', 'drop'] as const)
    for (const ender of enders) {
      await lab.trial(
        async (t) => {
          await t.runs(2)
          if (ender === 'drop') t.drop()
          else await t.settle(t.shutdown())
          await t.adv(t.T)
          await expectNothingOpen(t, `the ${ender}`)
        },
        { files: true },
      )
    }
    // What another rule's trial has left, on a path that is not taken here.
    lab.expectNoLeftover('LEAK-06')
    const deafness = explainDeafness()
    if (deafness !== undefined) throw new NotApplicable(deafness)
  },
}
