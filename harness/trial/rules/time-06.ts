import type { Rule } from '../rule.ts'

export const time06: Rule = {
  id: 'TIME-06',
  level: 'SHOULD',
  title:
    'a later call does not extend the deadline of an earlier one, and concurrent callers settle together',
  hint: 'keep the earliest deadline in the shared state',
  needs: ['timeout'],
  virtualOnly: 'it would be uncertain which of two deadlines had passed',
  async check(lab) {
    for (const [elapsed, secondMs] of [
      [9, 5],
      [0, 5],
      [0, 20],
    ] as const) {
      await lab.trial(async (t) => {
        await t.startRun()
        const first = t.shutdownWithin(t.intervals(10))
        await t.adv(elapsed * t.T)
        const second = t.shutdownWithin(t.intervals(secondMs))
        await t.adv(t.intervals(10) - elapsed * t.T)
        await t.settle(first)
        if (first.state === 'pending')
          t.fail(`a later ${second.label} extended the deadline of ${first.label}`, {
            event: second.called,
            mark: 'postponed the deadline',
            call: second,
          })
        await t.drain()
        if (first.settledInTurn !== second.settledInTurn) {
          t.fail(`${first.label} and the concurrent ${second.label} did not settle together`, {
            event: second.settled ?? second.called,
            mark: 'in another turn',
            call: second,
          })
        }
      })
    }
  },
}
