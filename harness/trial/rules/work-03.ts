import { expectNothingEscaped, expectPremise } from '../expectations.ts'
import type { Behaviour } from '../../rig/gated-work.ts'
import type { Rule } from '../rule.ts'

const failures: readonly { name: string; behaviour: Behaviour }[] = [
  {
    name: 'rejected',
    behaviour: async (run) => {
      throw new Error(`run #${run.n} rejected`)
    },
  },
  {
    name: 'threw',
    behaviour: (run) => {
      throw new Error(`run #${run.n} threw`)
    },
  },
  {
    name: 'rejected after an await',
    behaviour: async (run) => {
      await Promise.resolve()
      throw new Error(`run #${run.n} rejected`)
    },
  },
]

export const work03: Rule = {
  id: 'WORK-03',
  level: 'MUST',
  title: 'no failure of a run reaches unhandledRejection or uncaughtException',
  hint: 'await every promise of the work and catch its errors; otherwise Node ends the process',
  needs: [],
  async check(lab) {
    for (const { name, behaviour } of failures) {
      await lab.trial(async (t) => {
        if (name !== 'threw') t.work.requireRunInFlight()
        const before = t.work.completed
        const end = before + 2
        t.work.behave(behaviour)
        await t.advUntil(() => t.work.completed >= end, 5 * t.T)
        t.work.release()
        await t.adv(t.T)
        expectNothingEscaped(t, `a run that ${name}`)
        expectPremise(t.work.completed > before, `no run started that ${name}`)
      })
    }
    await lab.trial(async (t) => {
      await t.startRun()
      const call = t.shutdown()
      await t.drain()
      t.work.fail(new Error('the last run failed'))
      await t.settle(call)
      await t.adv(t.T)
      expectNothingEscaped(t, 'a run that rejected during shutdown()')
    })
    if (lab.seen.absent.has('drop')) return
    await lab.trial(async (t) => {
      await t.startRun()
      t.drop()
      await t.drain()
      t.work.fail(new DOMException('This operation was aborted', 'AbortError'))
      await t.adv(t.T)
      expectNothingEscaped(t, 'a run that rejected because it was aborted by a drop')
    })
  },
}
