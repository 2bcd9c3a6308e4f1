import { item01 } from '../../trial/rules/item-01.ts'
import { item02 } from '../../trial/rules/item-02.ts'
import type { ItemRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { isInDoubt } from './is-in-doubt.ts'
import { findEnding, findForcedMs, isDropped } from './ending.ts'
import type { Invariant } from './invariant.ts'

const noneIsLost: Invariant = {
  name: 'no item is lost',
  rule: item01,
  find(record) {
    const { items } = record
    const ending = findEnding(record)
    if (items.length === 0 || ending === undefined || isDropped(record)) return undefined
    const { settled } = ending
    if (ending.state !== 'fulfilled' || settled === undefined) return undefined
    if (settled.atMs >= findForcedMs(record)) return undefined
    // Whoever reads the log knows of them.
    const since = ending.called.order
    const isReported =
      isInDoubt(record, since) ||
      record.logs.some(({ level, event }) => level === 'error' && event.order > since)
    const lost = items.find(
      (item) =>
        item.isAccepted &&
        !item.isHandedBack &&
        item.handed.order < ending.called.order &&
        !hasRun(item, settled.order),
    )
    if (lost === undefined || (isReported && lost.runs.length === 0)) return undefined
    return {
      observed: `${lost.id} was accepted before ${ending.label}, but had not been run when it fulfilled`,
      event: settled,
    }
  },
}

function hasRun({ runs }: ItemRecord, order: number): boolean {
  return runs.some(({ ended }) => ended !== undefined && ended.order < order)
}

const noneIsRunTwice: Invariant = {
  name: 'no item is run twice',
  rule: item02,
  find({ items }: ScheduleRecord) {
    for (const { id, runs } of items) {
      const [, second] = runs.filter(({ state }) => state !== 'failed')
      if (second !== undefined)
        return { observed: `${id} was run ${runs.length} times`, event: second.started }
    }
    return undefined
  },
}

/** What the rules of ITEM promise. */
export const itemInvariants: readonly Invariant[] = [noneIsLost, noneIsRunTwice]
