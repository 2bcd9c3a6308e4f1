import { maskNumbers } from '../text/mask-numbers.ts'
import type { ChildRecord } from './child-record.ts'

/** A line that announces a signal may come with each of them. */
const ANNOUNCEMENT = /\bsig[a-z]{2,}\d?\b/i

/**
 * Finds the lines that a later signal has had printed after the first one had: what was done again.
 *
 * Lines that both print in one turn of the event loop are left out: both have waited for the same
 * shutdown. So is what a signal sets off that comes once all is over. One line that comes with each
 * signal, while nothing else does, is an announcement.
 */
export function findRepeated(records: readonly ChildRecord[]): string[] {
  const first = new Map<string, number>()
  const repeated = new Map<string, string>()
  const late = new Set<number>()
  let isOver = false
  let hasLater = false
  for (const record of records) {
    if (record.type === 'handled' && record.nth === 1) isOver = true
    if (record.type === 'signal' && isOver) late.add(record.nth)
    if (record.type !== 'line' || ANNOUNCEMENT.test(record.text) || late.has(record.nth)) continue
    const text = maskNumbers(record.text).trim()
    const turn = first.get(text)
    if (record.nth === 1) first.set(text, record.turn)
    else if (turn !== undefined && turn !== record.turn) {
      repeated.set(text, record.text.trim())
      hasLater ||= record.isLater
    }
  }
  const hasActed = records.some((record) => record.type === 'acted' && !late.has(record.nth))
  const isAnnouncement = !hasActed && !(repeated.size > 1 && hasLater)
  return isAnnouncement ? [] : [...repeated.values()]
}
