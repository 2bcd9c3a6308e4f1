import type { TimelineEvent } from '../model/report.ts'

/** What was done to the manager explains more than the runs around it. */
const CALL_WORTH = 4

function isCall(event: TimelineEvent | undefined): boolean {
  return event?.lane !== undefined && /^[a-z]$/.test(event.lane)
}

/**
 * The indices of the events to show where there is room for `max`: the marked ones first of all, what
 * leads up to a mark, for it explains it, and no more than `afterMark` after the last one.
 *
 * A gap takes room as an event does.
 */
export function selectEvents(
  events: readonly TimelineEvent[],
  { max, afterMark }: { max: number; afterMark: number },
): Set<number> {
  const marks = [...events.keys()].filter((index) => events[index]?.mark !== undefined)
  const last = events.length - 1
  const end = Math.min(last, (marks.at(-1) ?? last) + afterMark)
  const all = [...events.keys()].slice(0, end + 1)
  const distance = (index: number): number =>
    Math.min(
      index * 3,
      (end - index) * 3,
      ...marks.map((mark) => (index <= mark ? mark - index : (index - mark) * 2)),
    )
  const cost = (index: number): number =>
    isCall(events[index]) ? distance(index) / CALL_WORTH : distance(index)
  const byCost = all.toSorted((a, b) => cost(a) - cost(b) || a - b)
  for (let count = max; ; count -= 1) {
    const shown = new Set(byCost.slice(0, count))
    // A gap takes a line of its own, so a gap of one event shows that event instead.
    for (const index of events.keys()) {
      if (shown.has(index - 1) && (shown.has(index + 1) || index === last)) shown.add(index)
    }
    const gaps = [...events.keys()].filter(
      (index) => !shown.has(index) && shown.has(index - 1),
    ).length
    if (shown.size + gaps <= max) return shown
  }
}
