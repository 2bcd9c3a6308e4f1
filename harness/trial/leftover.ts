import { findDescribedTimer } from '../clock/timer-queue.ts'
import { isFurnitureTimer } from '../handles/furniture.ts'
import type { PendingTimer } from '../clock/clock.ts'
import { describeListeners } from '../rig/process-guard.ts'
import type { RuleId } from '../model/rule-info.ts'
import { RuleFailure } from '../model/rule-failure.ts'
import type { Trial } from './trial.ts'
import { formatMs } from '../text/format-ms.ts'

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
    const open = t.census.findOpen().filter(({ kind }) => kind !== 'timeout')
    const [first] = open
    if (first === undefined) return
    const names = [...new Set(open.map(({ name }) => name))].join(', ')
    t.fail(`left open: ${names}`, {
      event: t.note(`still open: ${names}`),
      frame: open.find(({ openedAt }) => openedAt !== undefined)?.openedAt,
    })
  })
  return leftovers
}

/** Whether a host of a simulated network waits with it. */
function isPeers(timer: PendingTimer): boolean {
  return findDescribedTimer(timer)?.isPeers === true
}

/**
 * Finds a timer that is pending, under the virtual clock or natively, and says which.
 *
 * @param isAllowed which timers may be pending
 */
export function findLeftTimer(
  t: Trial,
  isAllowed: (timer: PendingTimer) => boolean = () => false,
): { what: string; event: string; frame: string | undefined } | undefined {
  // No one can clear the timer of such a signal; natively it goes with the signal.
  const pending = t.clock
    .pending()
    .filter(
      (timer) =>
        timer.api !== 'AbortSignal.timeout' &&
        !isFurnitureTimer(timer) &&
        !isPeers(timer) &&
        !isAllowed(timer),
    )
  const [timer] = pending
  if (timer !== undefined) {
    const name =
      timer.kind === 'immediate' ? 'an immediate' : `a timer due in ${formatMs(timer.dueInMs)}`
    const unref = timer.hasRef ? '' : ', unref()ed,'
    const others = pending.length > 1 ? ` and ${pending.length - 1} more were` : ' was'
    return {
      what: `${name}${unref}${others} left`,
      event: `${timer.kind === 'timeout' ? 'a' : 'an'} ${timer.kind} is still pending`,
      frame: timer.createdAt,
    }
  }
  const native = t.census.findOpen().find(({ kind }) => kind === 'timeout')
  return native === undefined
    ? undefined
    : {
        what: 'a native timer was left',
        event: 'a native timer is still pending',
        frame: native.openedAt,
      }
}
