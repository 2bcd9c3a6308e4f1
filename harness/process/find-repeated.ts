import { maskNumbers } from '../text/mask-numbers.ts'
import type { ChildRecord } from './child-record.ts'

/** A line that announces a signal may come with each of them. */
const ANNOUNCEMENT = /\bsig[a-z]{2,}\d?\b/i

/**
 * Finds what a later signal has had printed that the first one had printed before it: it was done
 * again.
 *
 * What both print in one turn of the event loop is no such thing: they have waited for the same
 * shutdown. Nor is what a signal sets off that has come once all was over.
 */
export function findRepeated(records: readonly ChildRecord[]): string[] {
  const first = new Map<string, number>()
  const repeated = new Map<string, string>()
  const late = new Set<number>()
  let isOver = false
  for (const record of records) {
    if (record.type === 'handled' && record.nth === 1) isOver = true
    if (record.type === 'signal' && isOver) late.add(record.nth)
    if (record.type !== 'line' || ANNOUNCEMENT.test(record.text) || late.has(record.nth)) continue
    const text = maskNumbers(record.text).trim()
    const turn = first.get(text)
    if (record.nth === 1) first.set(text, record.turn)
    else if (turn !== undefined && turn !== record.turn) repeated.set(text, record.text.trim())
  }
  return [...repeated.values()]
}
