import type { PendingTimer } from '../../clock/clock.ts'
import { expectNoTimer } from '../expectations.ts'
import { states } from '../states.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

/** What a drop sends off without waiting for it, as the close of a connection, may take so long. */
const FAREWELL_MS = 10

/** The same for a timer before and after a drop: a clock tells timers apart by nothing else. */
function toKey({ clock }: Trial, { kind, dueInMs, delayMs, createdAt }: PendingTimer): string {
  return [kind, clock.nowMs + dueInMs, delayMs, createdAt].join(' ')
}

/**
 * The time limit of a run that ignores its signal: it may stay armed until that run has ended, so that the
 * task can give the run up.
 */
function isRunLimit({ driver }: Trial, { delayMs }: PendingTimer): boolean {
  const { runLimitMs } = driver.subject.capabilities ?? {}
  return runLimitMs !== undefined && delayMs === Math.trunc(runLimitMs)
}

export const leak02: Rule = {
  id: 'LEAK-02',
  level: 'MUST',
  title: 'no timer remains after a drop',
  hint: 'clear the timer in [Symbol.dispose]()',
  needs: ['drop'],
  async check(lab) {
    for (const { name, runs, enter } of states) {
      if (name !== 'idle' && name !== 'idle after a failed run' && name !== 'busy') continue
      await lab.trial(
        async (t) => {
          await enter(t)
          const armed = new Set(t.clock.pending().map((timer) => toKey(t, timer)))
          t.drop()
          await t.drain()
          // What was pending before is to be cleared at once; a goodbye takes a moment.
          const isLeft = t.clock.pending().some((timer) => armed.has(toKey(t, timer)))
          if (!isLeft) await t.adv(Math.min(FAREWELL_MS, t.T / 10))
          expectNoTimer(t, `after it was dropped while ${name}`, (timer) => isRunLimit(t, timer))
          t.work.release()
          await t.drain()
          expectNoTimer(t, 'after the run in flight at the drop had ended')
          await t.adv(100 * t.T)
          expectNoTimer(t, '100 intervals after it was dropped')
        },
        { runs },
      )
    }
    // What another rule's trial has left, on a path that is not taken here.
    lab.expectNoLeftover('LEAK-02')
  },
}
