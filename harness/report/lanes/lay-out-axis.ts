import type { TimelineEvent } from '../../model/report.ts'
import { formatMs } from '../../text/format-ms.ts'
import { formatAtMs } from '../format-timeline.ts'

/** Where events stand on the axis of virtual time; lengths are pixels at a zoom of 1. */
export interface Axis {
  width: number
  /** The place of each event, those that are not shown included. */
  xs: number[]
  /** One for each instant. */
  ticks: { x: number; label: string }[]
  /** Where time is cut short, or events are left out. */
  breaks: { x: number; width: number; label: string }[]
}

/** Events of one instant stand side by side: their order is what matters. */
const STEP = 26
const PADDING = 12
const BREAK_WIDTH = 64
/** A gap that is so many times the usual one is cut short. */
const LONG = 6
/** The room of the usual gap. */
const USUAL_WIDTH = 28
const CHARACTER_WIDTH = 6.5

/**
 * Lays out the axis: the room between two instants grows with the time between them, and long gaps are
 * cut short.
 */
export function layOutAxis(events: readonly TimelineEvent[], shown: ReadonlySet<number>): Axis {
  const axis: Axis = { width: 0, xs: [], ticks: [], breaks: [] }
  const usualMs = findUsualGap(events.filter((_, index) => shown.has(index)))
  const cut = (label: string): void => {
    // Beside the label of the instant before, not under it.
    x = Math.max(x, tickEnd)
    axis.breaks.push({ x, width: BREAK_WIDTH, label })
    x += BREAK_WIDTH
  }
  let x = PADDING
  let last: TimelineEvent | undefined
  let tickEnd = 0
  let omitted = 0
  for (const [index, event] of events.entries()) {
    axis.xs.push(x + (shown.has(index) ? STEP : BREAK_WIDTH) / 2)
    if (!shown.has(index)) {
      omitted += 1
      continue
    }
    const gapMs = event.atMs - (last?.atMs ?? event.atMs)
    if (omitted > 0) cut(`${omitted} more`)
    else if (gapMs > LONG * usualMs) cut(formatMs(Number(formatAtMs(gapMs))))
    else if (gapMs > 0) x += Math.max(10, (gapMs / usualMs) * USUAL_WIDTH)
    if (last === undefined || gapMs > 0 || omitted > 0) {
      const label = formatAtMs(event.atMs)
      x = Math.max(x, tickEnd)
      axis.ticks.push({ x, label })
      tickEnd = x + label.length * CHARACTER_WIDTH + 8
    }
    axis.xs[index] = x + STEP / 2
    x += STEP
    last = event
    omitted = 0
  }
  if (omitted > 0) cut(`${omitted} more`)
  axis.width = Math.max(x, tickEnd) + PADDING
  return axis
}

/** The median, which one long gap does not move. */
function findUsualGap(events: readonly TimelineEvent[]): number {
  const gaps = events
    .map(({ atMs }, index) => atMs - (events[index - 1]?.atMs ?? atMs))
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b)
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 1
}
