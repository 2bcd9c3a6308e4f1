import { countReports, expectPremise } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const work04: Rule = {
  id: 'WORK-04',
  level: 'MUST',
  title: 'each failure of a run is reported once, at error level',
  hint: 'log the failure where the run is awaited, and nowhere else',
  needs: [],
  async check(lab) {
    for (const how of ['rejected', 'threw'] as const) {
      await lab.trial(async (t) => {
        if (how === 'rejected') t.work.requireRunInFlight()
        const end = t.work.completed + 3
        const since = t.log.position
        let failed = 0
        t.work.behave((run) => {
          if (run.n > end) return undefined
          failed += 1
          const error = new Error(`run #${run.n} ${how}`)
          if (how === 'threw') throw error
          return Promise.reject(error)
        })
        await t.advUntil(() => t.work.completed >= end, 6 * t.T)
        await t.allow(() => countReports(t, since) >= failed)
        await t.adv(t.T)
        expectPremise(failed > 0, `no run started that ${how}`)
        const errors = t.log.at('error', since)
        if (errors.length === failed || countReports(t, since) === failed) return
        if (errors.length < failed) t.verifyLog(since)
        const lastFailed = t.work.runs.findLast(({ state }) => state === 'failed')
        const others = t.log.at('warn', since)
        const instead =
          errors.length === 0 && others.length > 0 ? `; it warned “${others[0]?.text}”` : ''
        t.fail(
          `${failed === 1 ? 'a run' : `${failed} runs`} ${how}, and ${t.name} logged ${errors.length} lines at error level${instead}`,
          errors.length === 0
            ? {
                event: lastFailed?.started,
                mark: 'its failure is reported nowhere',
                site: lastFailed?.site,
              }
            : { event: errors[1]?.event, site: errors[1]?.site },
        )
      })
    }
    for (const ender of ['shutdown', 'drop'] as const) {
      if (ender === 'drop' && lab.seen.absent.has('drop')) continue
      await lab.trial(async (t) => {
        await t.startRun()
        const call = t[ender]()
        await t.drain()
        const since = t.log.position
        const inFlight = t.work.active
        t.work.fail(new Error(`the run failed after the ${ender}`))
        await t.settle(call)
        await t.adv(t.T)
        const second = t.log.at('error', since)[inFlight]
        if (second === undefined) return
        const told = inFlight === 1 ? 'twice' : 'more than once'
        t.fail(`a run that failed after the ${ender} was reported ${told}: “${second.text}”`, {
          event: second.event,
          site: second.site,
        })
      })
    }
  },
}
