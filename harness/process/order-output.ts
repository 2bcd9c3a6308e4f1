import type { ChildRecord } from './child-record.ts'
import type { OutputLine } from './output-log.ts'

type TextKey = `${OutputLine['stream']} ${string}`

/** Characters of a line that the process tells. */
export const TOLD_LENGTH = 300

/**
 * Puts lines into the order in which they were printed. Standard output and standard error are two
 * pipes, and arrive in any order; the process tells in which order it has written to them. What
 * somebody else has written there keeps its place.
 */
export function orderLines(
  lines: readonly OutputLine[],
  records: readonly ChildRecord[],
): OutputLine[] {
  const ranks = new Map<TextKey, number[]>()
  for (const [rank, record] of records.entries()) {
    if (record.type !== 'line') continue
    const key = toKey(record)
    ranks.set(key, [...(ranks.get(key) ?? []), rank])
  }
  const told = [...lines.entries()].flatMap(([place, line]) => {
    const rank = ranks.get(toKey(line))?.shift()
    return rank === undefined ? [] : [{ place, rank, line }]
  })
  const ordered = [...lines]
  const places = told.map(({ place }) => place)
  for (const { line } of told.toSorted((a, b) => a.rank - b.rank)) {
    const place = places.shift()
    if (place !== undefined) ordered[place] = line
  }
  return ordered
}

function toKey({ stream, text }: OutputLine): TextKey {
  return `${stream} ${text.slice(0, TOLD_LENGTH).trimEnd()}`
}
