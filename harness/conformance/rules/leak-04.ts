import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const leak04: Rule = {
  id: 'LEAK-04',
  level: 'MUST',
  title: 'the listeners on `process` and the global functions are as before',
  hint: 'remove in shutdown() and in [Symbol.dispose]() what was added to `process`, and nothing else',
  needs: [],
  async check(lab) {
    for (const ender of ['shutdown', 'drop'] as const) {
      if (ender === 'drop' && lab.seen.absent.has('drop')) continue
      await lab.trial(async (t) => {
        await t.runs(3)
        await t.settle(t[ender]())
        await t.adv(t.T)
        expectUntouched(t, ender)
      })
    }
  },
}

function expectUntouched(t: Trial, ender: string): void {
  const added = t.guard.findAddedListeners()
  if (added.length > 0) {
    t.fail(
      `after the ${ender} ${count(added)} on \`process\` ${wereOrWas(added)} left: ${list(added)}`,
    )
  }
  const removed = t.guard.findRemovedListeners()
  if (removed.length > 0) {
    t.fail(
      `after the ${ender} ${count(removed)} of others on \`process\` ${wereOrWas(removed)} gone: ${list(removed)}`,
    )
  }
  const replaced = t.guard.findReplaced()
  if (replaced.length > 0) {
    t.fail(`after the ${ender} ${list(replaced)} ${wereOrWas(replaced)} not the function of before`)
  }
}

function count({ length }: readonly string[]): string {
  return length === 1 ? 'a listener' : `${length} listeners`
}

function wereOrWas({ length }: readonly string[]): string {
  return length === 1 ? 'was' : 'were'
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}
