import type { TimelineEvent } from '../model/report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { toPlainText } from '../text/wrap-text.ts'

/** The most lines a timeline takes; the rest is elided. */
const MAX_LINES = 20

/** How many events after the last marked one are shown. */
const MAX_AFTER_MARK = 3

/** Where the marks stand at most, so that one long event does not push them off the screen. */
const MAX_MARK_COLUMN = 44

interface Line {
  time: string
  event: string
  mark?: string
}

/**
 * Writes events one per line, their virtual times aligned, the event that the rule objects to marked.
 *
 * At most 20 lines: what is elided is farthest from the marked events and the start.
 */
export function formatTimeline(events: readonly TimelineEvent[], options: FormatOptions): string {
  const paint = createPaint(options)
  const lines = toLines(events)
  const shown = selectEvents(events, { max: MAX_LINES, afterMark: MAX_AFTER_MARK })
  const visible = lines.filter((_, index) => shown.has(index))
  const timeWidth = Math.max(...visible.map((line) => line.time.length), 6)
  const marked = visible.filter((line) => line.mark !== undefined)
  const markColumn = Math.min(
    Math.max(...marked.map((line) => line.event.length), 28) + 2,
    MAX_MARK_COLUMN,
  )

  const output: string[] = []
  const showElided = (count: number): void => {
    if (count > 0) output.push(paint.dim(`${' '.repeat(timeWidth)}  … ${count} more`))
  }
  let elided = 0
  for (const [index, line] of lines.entries()) {
    if (!shown.has(index)) {
      elided += 1
      continue
    }
    showElided(elided)
    elided = 0
    const time = paint.dim(line.time.padStart(timeWidth))
    if (line.mark === undefined) {
      output.push(`${time}  ${line.event}`)
      continue
    }
    const mark = `← ${line.mark}`
    // An event longer than the column keeps its distance, and so does one where the mark would wrap.
    const short = `${line.event}  `
    const aligned = short.padEnd(markColumn)
    const isTooWide =
      options.width !== undefined && timeWidth + 2 + aligned.length + mark.length > options.width
    output.push(`${time}  ${isTooWide ? short : aligned}${paint.red(mark)}`)
  }
  showElided(elided)
  return output.map((line) => `  ${line}`).join('\n')
}

function toLines(events: readonly TimelineEvent[]): Line[] {
  return events.map(({ atMs, event, mark }) => ({
    time: `${formatAtMs(atMs)} ms`,
    event: toPlainText(event).replaceAll('\n', ' '),
    ...(mark === undefined ? {} : { mark: toPlainText(mark).replaceAll('\n', ' ') }),
  }))
}

/** Writes a virtual time, which is counted in whole microseconds at the finest: `3500`, `1000.25`. */
export function formatAtMs(atMs: number): string {
  return Number.isInteger(atMs) ? String(atMs) : String(Number(atMs.toFixed(3)))
}

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
