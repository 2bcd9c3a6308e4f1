import type { PendingTimer } from '../clock/clock.ts'
import { findLeftTimer } from './leftover.ts'
import { NotApplicable } from '../model/rule-failure.ts'
import { isFailureTold } from '../rig/item-ledger.ts'
import type { Trial } from './trial.ts'
import { describe, isError } from '../text/describe.ts'
import { formatMs } from '../text/format-ms.ts'

/**
 * Fails the rule if a timer is pending, under the virtual clock or natively.
 *
 * @param isAllowed which timers may be pending
 */
export function expectNoTimer(
  t: Trial,
  when: string,
  isAllowed?: (timer: PendingTimer) => boolean,
): void {
  const timer = findLeftTimer(t, isAllowed)
  if (timer === undefined) return
  t.fail(`${when} ${timer.what}`, {
    event: t.note(timer.event, { lane: 'timer' }),
    frame: timer.frame,
  })
}

/** Real milliseconds in which what is being closed may end. */
const CLOSING_MS = 500

/** Fails the rule if a handle is open once what is being closed had its time. */
export async function expectNothingOpen(t: Trial, after: string): Promise<void> {
  const hasClosed = (): boolean => t.census.findOpen().length === 0
  if (!hasClosed()) await t.letNetworkPass(hasClosed)
  // Real time brings a network in memory nothing.
  if (!hasClosed() && (t.network === undefined || t.census.hasTouchedReality))
    await t.waitForReality(hasClosed, t.patience(CLOSING_MS))
  const open = t.census.findOpen()
  if (open.length === 0) return
  const names = [...new Set(open.map(({ name }) => name))].join(', ')
  t.fail(`still open after ${after}: ${names}`, {
    event: t.note(`still open: ${names}`),
    frame: open.find(({ openedAt }) => openedAt !== undefined)?.openedAt,
  })
}

/** Fails the rule if anything reached `uncaughtException` or `unhandledRejection` in this trial. */
export function expectNothingEscaped(t: Trial, of: string): void {
  const { uncaught, unhandled } = t.guard
  const [event, error] =
    uncaught.length > 0 ? ['uncaughtException', uncaught[0]] : ['unhandledRejection', unhandled[0]]
  if (uncaught.length + unhandled.length === 0) return
  t.fail(`the failure of ${of} reached ${event}: ${describe(error)}. Node would end the process`, {
    event: t.note(`${event}: ${describe(error)}`),
    ...(isError(error) ? { site: error } : {}),
  })
}

/**
 * How many failures of runs were reported: by a line at error level, or by the promise of the `submit`
 * that handed the item over.
 */
export function countReports(t: Trial, since: number): number {
  return t.log.at('error', since).length + t.items.items.filter(isFailureTold).length
}

/**
 * Has a rule not run, instead of pass, where what it is about did not come about.
 *
 * @throws {NotApplicable}
 */
export function expectPremise(isMet: boolean, otherwise: string): void {
  if (!isMet) throw new NotApplicable(otherwise, 'not-run')
}

/**
 * Fails the rule unless two more runs start within six intervals: a loop that backs off is slow.
 *
 * @param pauseMs a pause between two runs that was seen before; the next may be three times as long
 */
export async function expectRunning(t: Trial, after: string, pauseMs = 0): Promise<void> {
  const before = t.work.starts
  const limitMs = 6 * t.T + Math.max(2 * (t.backoffMs - t.T), 3 * pauseMs)
  const isRunning = await t.advUntil(() => t.work.starts >= before + 2, limitMs)
  if (isRunning) return
  const count = t.work.starts === before ? 'no run' : 'only one run'
  t.fail(`after ${after}, ${t.name} started ${count} in ${formatMs(limitMs)}`, {
    event: t.note(count === 'no run' ? 'no run since' : 'no second run since'),
    mark: 'the loop has died',
    site: t.work.last?.site,
  })
}
