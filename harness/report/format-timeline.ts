import type { TimelineEvent } from '../model/report.ts'
import { createPaint } from './create-paint.ts'
import type { FormatOptions } from './format-options.ts'
import { selectEvents } from './select-events.ts'
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
