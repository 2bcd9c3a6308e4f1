import type { Rule } from '../rule.ts'

export const state02: Rule = {
  id: 'STATE-02',
  level: 'SHOULD',
  title: 'start or trigger after shutdown() throws or does nothing, and never starts a new loop',
  hint: 'check in start() and trigger() that the manager has not been shut down',
  needs: ['start'],
  async check(lab) {
    let methods: string[] = []
    await lab.trial(async (t) => {
      methods = t.driver.findStartMethods(t.manager)
    })
    for (const method of methods) {
      await lab.trial(async (t) => {
        await t.settle(t.shutdown())
        const call = t.call(`${method}()`, t.manager, () => t.driver.invoke(t.manager, method))
        await t.adv(5 * t.T)
        t.expectNoRunSince(
          call.startsBefore,
          `after ${method}() on a manager that had been shut down`,
        )
      })
    }
  },
}
