import { describeListeners } from '../rig/describe-listeners.ts'
import { findLeftTimer } from './find-left-timer.ts'
import type { RuleId } from '../model/rule-info.ts'
import { RuleFailure } from '../model/rule-failure.ts'
import type { Trial } from './trial.ts'

/** Something a subject left behind at the end of a trial, and the rule whose matter it is. */
export interface Leftover {
  readonly rule: RuleId
  readonly failure: RuleFailure
}

/** Finds what is left of a subject that has been stopped: timers, listeners, handles. */
export function findLeftovers(t: Trial): Leftover[] {
  const leftovers: Leftover[] = []
  const note = (rule: RuleId, judge: () => void): void => {
    try {
      judge()
    } catch (error) {
      if (error instanceof RuleFailure) leftovers.push({ rule, failure: error })
    }
  }
  note(t.wasDropped ? 'LEAK-02' : 'LEAK-01', () => {
    const timer = findLeftTimer(t)
    if (timer !== undefined)
      t.fail(timer.what, { event: t.note(timer.event, { lane: 'timer' }), frame: timer.frame })
  })
  note('LEAK-04', () => {
    const listeners = describeListeners(t.guard)
    if (listeners !== undefined) t.fail(listeners)
  })
  note('LEAK-06', () => {
    const open = t.census.findOpen().filter(({ kind }) => kind !== 'native timer')
    const [first] = open
    if (first === undefined) return
    const kinds = [...new Set(open.map(({ kind }) => kind))].join(', ')
    t.fail(`there was left open: ${kinds}`, {
      event: t.note(`still open: ${kinds}`),
      frame: open.find(({ openedAt }) => openedAt !== undefined)?.openedAt,
    })
  })
  return leftovers
}
