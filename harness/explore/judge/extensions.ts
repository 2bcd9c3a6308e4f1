import { clean01 } from '../../trial/rules/clean-01.ts'
import { clean02 } from '../../trial/rules/clean-02.ts'
import { time01 } from '../../trial/rules/time-01.ts'
import { time02 } from '../../trial/rules/time-02.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Invariant } from './invariant.ts'
import { findDeadlines, findEnding, findRunAt, findShutdowns, isDropped } from './ending.ts'

const settlesAtDeadline: Invariant = {
  name: 'shutdownWithin waits until its deadline',
  rule: time01,
  find(record) {
    const [first] = findDeadlines(record)
    for (const { call, atMs } of findDeadlines(record)) {
      const run = call.runWhenSettled
      const settledMs = call.settled?.atMs ?? Infinity
      if (run === undefined || settledMs >= Math.min(atMs, first?.atMs ?? atMs)) continue
      return {
        observed: `${call.label} settled at ${formatMs(settledMs)} with run #${run.n} in flight, ${formatMs(atMs - settledMs)} before its timeout`,
        event: call.settled,
      }
    }
    return undefined
  },
}

const abortsAtDeadline: Invariant = {
  name: 'the deadline aborts the run',
  rule: time02,
  find(record, { intervalMs }) {
    if (isDropped(record)) return undefined
    for (const deadline of findDeadlines(record)) {
      const run = findRunAt(record, deadline)
      const endMs = run?.ended?.atMs ?? Infinity
      // One that polls may take the rest of its interval.
      if (run?.signal === undefined || endMs <= deadline.atMs + intervalMs) continue
      if (run.signal.aborted) continue
      return {
        observed: `${deadline.call.label} reached its timeout, but the signal of run #${run.n} was not aborted`,
        event: run.started,
        site: run.site,
      }
    }
    return undefined
  },
}

const cleanupAfterLoop: Invariant = {
  name: 'cleanup comes last',
  rule: clean01,
  find(record, { name }) {
    for (const { started, run } of record.cleanups) {
      if (
        run !== undefined &&
        !run.wasCutShort &&
        !isDropped(record) &&
        findDeadlines(record).length === 0
      )
        return {
          observed: `${name} started the cleanup while run #${run.n} was in flight`,
          event: started,
        }
    }
    const call = findShutdowns(record).find(({ operation }) => operation.name === 'shutdownWith')
    const ended = record.cleanups.at(0)?.ended
    if (call?.settled === undefined || call.state === 'rejected' || record.cleanups.length === 0)
      return undefined
    if (ended !== undefined && ended.order < call.settled.order) return undefined
    return { observed: `${call.label} fulfilled before the cleanup had ended`, event: call.settled }
  },
}

const cleanupOnce: Invariant = {
  name: 'cleanup runs once',
  rule: clean02,
  find(record, { name }) {
    const [, second] = record.cleanups
    if (second !== undefined)
      return { observed: `${name} ran the cleanup twice`, event: second.started }
    const ending = findEnding(record)
    if (ending?.operation.name !== 'shutdownWith' || record.cleanups.length > 0) return undefined
    if (ending.state !== 'fulfilled') return undefined
    return {
      observed: `${ending.label} completed, but the cleanup had not been run`,
      event: ending.settled,
    }
  },
}

/** What the extensions promise: the deadline, the cleanup. */
export const extensionInvariants: readonly Invariant[] = [
  settlesAtDeadline,
  abortsAtDeadline,
  cleanupAfterLoop,
  cleanupOnce,
]
