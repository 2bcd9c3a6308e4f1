import { describeListeners } from '../../rig/process-guard.ts'
import { findMethodFrame } from '../../rig/blame.ts'
import type { Rule } from '../rule.ts'

export const leak04: Rule = {
  id: 'LEAK-04',
  level: 'MUST',
  title: 'the listeners on `process` and the global functions are left as they were',
  hint: 'in shutdown() and in [Symbol.dispose](), undo the changes to `process` and the globals, and nothing else',
  needs: [],
  async check(lab) {
    for (const ender of ['shutdown', 'drop'] as const) {
      if (ender === 'drop' && lab.seen.absent.has('drop')) continue
      await lab.trial(async (t) => {
        await t.runs(3)
        await t.settle(t[ender]())
        await t.adv(t.T)
        const listeners = describeListeners(t.guard)
        if (listeners === undefined) return
        const frame = findMethodFrame({
          name: 'listener',
          find: () => t.guard.findAddedListener(),
        })
        t.fail(`after the ${ender} ${listeners}`, { event: t.note(listeners), frame })
      })
    }
    // What another rule's trial has left, on a path that is not taken here.
    lab.expectNoLeftover('LEAK-04')
  },
}
