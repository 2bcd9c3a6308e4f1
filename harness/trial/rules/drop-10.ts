import { expectNoTimer, expectRunning } from '../expectations.ts'
import { collectUntil, loseManager } from '../lose-manager.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'
import { runTrial } from '../run-trial.ts'
import type { Subject } from '../../model/subject.ts'
import type { Trial } from '../trial.ts'

/** Managers that may stay before it is said that they are held. */
const MANAGERS = 3

export const drop10: Rule = {
  id: 'DROP-10',
  level: 'MAY',
  title: 'a manager that is garbage-collected without a drop stops, with one warning',
  hint: 'keep the loop and its state in a separate object that does not reference the manager, and register the manager with a FinalizationRegistry',
  needs: ['drop', 'gc'],
  async check(lab) {
    if (!(await canCollect(lab.subject))) {
      throw new NotApplicable(
        'inconclusive: garbage was collected five times, but even an unreferenced manager was not',
      )
    }
    await lab.trial(expectLeftAlone)
    for (let n = 1; n <= MANAGERS; n += 1) {
      let isGone = false
      await lab.trial(
        async (t) => {
          isGone = await loseManager(t)
          if (isGone) await expectDropped(t)
          else if (n === MANAGERS)
            t.fail(
              `${t.name} was never collected: its own task still references it, through the loop, a timer or a listener`,
              { event: t.note('not collected') },
            )
        },
        { isForgetful: true },
      )
      if (isGone) return
    }
  },
}

/** The control group: what is held must not be taken for lost. */
async function expectLeftAlone(t: Trial): Promise<void> {
  const since = t.log.position
  await collectUntil(t, () => false)
  const [line] = t.log.all(since)
  if (line !== undefined)
    t.fail(
      `garbage was collected, and ${t.name}, still referenced, logged ${line.level} “${line.text}”`,
      {
        event: line.event,
        site: line.site,
      },
    )
  await expectRunning(t, 'garbage was collected, with the manager still referenced')
}

async function expectDropped(t: Trial): Promise<void> {
  const collected = t.note('collected')
  await collectUntil(t, () => t.log.at('warn').length > 0)
  const before = t.work.starts
  await t.adv(5 * t.T)
  const run = t.work.runs[before]
  if (run !== undefined)
    t.fail(`${t.name} was collected, and started run #${run.n} after that`, {
      event: run.started,
      site: run.site,
    })
  const warnings = t.log.at('warn')
  if (warnings.length === 0) t.verifyLog(0)
  if (warnings.length !== 1) {
    const count = warnings.length === 0 ? 'no warning' : `${warnings.length} warnings`
    t.fail(`${t.name} was collected without a drop, and logged ${count}`, {
      event: warnings[1]?.event ?? collected,
      site: warnings[1]?.site,
    })
  }
  expectNoTimer(t, 'after it was collected')
}

/** Whether a manager that lives as the subject's does, and that nothing holds, is collected here. */
async function canCollect({ intervalMs, clock = 'virtual' }: Subject): Promise<boolean> {
  let timer: ReturnType<typeof setInterval> | undefined
  const canary: Subject = {
    name: 'a manager that nothing holds',
    ownership: 'owned',
    intervalMs,
    clock,
    create: ({ work }) => {
      timer = setInterval(() => void work(), intervalMs)
      return { shutdown: () => Promise.resolve() }
    },
  }
  let isGone = false
  await runTrial(
    canary,
    async (t) => {
      isGone = await loseManager(t)
      clearInterval(timer)
      // What other checks have left is collected here, where nobody minds what it says.
      await collectUntil(t, () => false)
    },
    { isForgetful: true },
  )
  return isGone
}
