import type { Rule } from '../rule.ts'

function count(length: number, noun: string): string {
  return length === 1 ? `a ${noun}` : `${length} ${noun}s`
}

export const leak04: Rule = {
  id: 'LEAK-04',
  level: 'MUST',
  title: 'the listeners on `process` and the global functions are as before',
  hint: 'remove what was added to `process` in shutdown() and in [Symbol.dispose]()',
  needs: [],
  async check(lab) {
    const enders = lab.seen.absent.has('drop')
      ? (['shutdown'] as const)
      : (['shutdown', 'drop'] as const)
    for (const ender of enders) {
      await lab.trial(async (t) => {
        await t.runs(3)
        if (ender === 'drop') t.drop()
        else await t.settle(t.shutdown())
        await t.adv(t.T)
        const added = t.guard.findAddedListeners()
        if (added.length > 0)
          t.fail(
            `after the ${ender} ${count(added.length, 'listener')} on \`process\` ${added.length === 1 ? 'was' : 'were'} left: ${[...new Set(added)].join(', ')}`,
          )
        const replaced = t.guard.findReplaced()
        if (replaced.length > 0)
          t.fail(
            `after the ${ender} ${replaced.join(', ')} ${replaced.length === 1 ? 'was' : 'were'} not what ${replaced.length === 1 ? 'it' : 'they'} had been`,
          )
      })
    }
  },
}
