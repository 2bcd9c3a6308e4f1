import type { LedgerResource } from '../../rig/resource-ledger.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

export const need02: Rule = {
  id: 'NEED-02',
  level: 'MUST',
  title:
    'when shutdown() fulfils, what the runs need has been closed exactly once, each resource before those it depends on',
  hint: 'close resources in the one place that all shutdown() calls share, in the reverse order of opening',
  needs: ['resource'],
  async check(lab) {
    for (const calls of [1, 3]) {
      await lab.trial(async (t) => {
        const pending = Array.from({ length: calls }, () => t.shutdown())
        for (const call of pending) if (!(await t.settle(call))) return
        expectClosedOnce(t)
        expectDependentsFirst(t)
      })
    }
  },
}

function expectClosedOnce(t: Trial): void {
  for (const { name, closes } of t.resources.resources) {
    const [, second] = closes
    if (closes.length === 0)
      t.fail(`shutdown() fulfilled, and ${name} was not closed`, {
        event: t.note(`resource ${name} is still open`),
      })
    if (second !== undefined)
      t.fail(`${name} was closed ${closes.length} times`, {
        event: second.event,
        site: second.site,
      })
  }
}

function orderOf({ closes }: LedgerResource): number {
  return closes[0]?.order ?? Infinity
}

function expectDependentsFirst(t: Trial): void {
  for (const resource of t.resources.resources) {
    const early = resource.dependsOn.find((needed) => orderOf(needed) < orderOf(resource))
    const [close] = early?.closes ?? []
    if (early === undefined || close === undefined) continue
    t.fail(`${early.name} was closed before ${resource.name}, which was opened with it`, {
      event: close.event,
      mark: 'too early',
      site: close.site,
    })
  }
}
