import { maskNumbers } from '../../text/mask-numbers.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

/** What may kill a loop: the ways of failing, and how often in a row. */
const DEADLY = [
  { how: 'rejected', times: 1 },
  { how: 'threw', times: 1 },
  { how: 'rejected twenty times', times: 20 },
] as const

/** Without a run for so long a loop is dead. */
const PATIENCE_INTERVALS = 100

export const log02: Rule = {
  id: 'LOG-02',
  level: 'SHOULD',
  title: 'a loop that has died is not reported as a clean shutdown',
  hint: 'check how the loop ended before logging success in shutdown()',
  needs: [],
  virtualOnly: 'a slow loop could not be told from a dead one',
  async check(lab) {
    let hasDied = false
    for (const { how, times } of DEADLY) {
      await lab.trial(async (t) => {
        if (how === 'rejected') t.work.requireRunInFlight()
        const end = t.work.completed + times
        t.work.behave((run) => {
          const error = new Error(`run #${run.n} ${how}`)
          if (how === 'threw') throw error
          return Promise.reject(error)
        })
        await t.advUntil(() => t.work.completed >= end, (times + 3) * t.backoffMs)
        t.work.release()
        const before = t.work.starts
        // One that backs off is not dead.
        const patienceMs = Math.max(PATIENCE_INTERVALS * t.T, 2 * t.T + t.backoffMs)
        if (await t.advUntil(() => t.work.starts > before, patienceMs)) return
        hasDied = true
        const since = t.log.position
        await t.settle(t.shutdown())
        const line = t.log
          .at('info', since)
          .find(({ text }) => maskNumbers(text) === lab.seen.successLine)
        if (line === undefined) return
        t.fail(`a run ${how}, the loop died of it, and shutdown() logged “${line.text}”`, {
          event: line.event,
          site: line.site,
        })
      })
    }
    if (hasDied) return
    throw new NotApplicable('the loop survived every failure of a run (see WORK-01, WORK-02)')
  },
}
