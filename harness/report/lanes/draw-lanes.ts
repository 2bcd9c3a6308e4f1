import type { TimelineEvent } from '../../model/report.ts'
import { Markup, markup } from '../html/markup.ts'
import { selectEvents } from '../format-timeline.ts'
import { ARROW_ROOM, drawArrows } from './draw-arrows.ts'
import { drawItem, measureItem, packRows } from './draw-item.ts'
import { type Lane, findLanes, isHandle } from './find-lanes.ts'
import { type Axis, layOutAxis } from './lay-out-axis.ts'
import { COLOUR_STYLE, DRAWING_STYLE } from './drawing-style.ts'

/** Swim lanes on the axis of virtual time. */
export interface Drawing {
  /** Places along the axis are percentages, so that it can be stretched; it has no names of lanes. */
  plot: Markup
  width: number
  height: number
  /** The height of what stands above the lanes. */
  headHeight: number
  lanes: { label: string; height: number }[]
  /** Each event that is shown, with its place in per cent. */
  events: { event: TimelineEvent; place: number }[]
  /** How many events are not shown. */
  omitted: number
}

const HEAD_HEIGHT = 24
const FOOT_HEIGHT = 20
const ROW_HEIGHT = 22
const LANE_PADDING = 6

/**
 * Draws a timeline as swim lanes: one for the manager, each clone, the runs, the log, and so on.
 *
 * @param room how many events there is room for, and how many of them may follow the last mark
 */
export function drawLanes(
  events: readonly TimelineEvent[],
  room: { max: number; afterMark: number },
): Drawing {
  const shown = selectEvents(events, room)
  const axis = layOutAxis(events, shown)
  const found = findLanes(events)
    .map(({ key, label, items }) => {
      return { key, label, items: items.filter((item) => isShown(item, shown)) }
    })
    .filter(({ items }) => items.length > 0)
  const extents = found.flatMap(({ items }) => items.map((item) => measureItem(item, axis)))
  // The last labels need room too.
  axis.width = Math.max(axis.width, ...extents.map(({ right }) => right))
  const toPercent = (x: number): number => Number(((x / axis.width) * 100).toFixed(3))
  const lanes = found.map((lane) => placeItems(lane, axis))
  const height = lanes.reduce((sum, lane) => sum + lane.height, HEAD_HEIGHT + FOOT_HEIGHT)

  let top = HEAD_HEIGHT
  const drawn = lanes.map((lane) => {
    const first = axis.xs[lane.items[0]?.item.from ?? 0] ?? 0
    const itemsTop = top + LANE_PADDING / 2 + roomAbove(lane.key)
    const topOf = (row: number): number => itemsTop + row * ROW_HEIGHT
    const group = markup`<g class="lane"><line class="edge" x1="0" x2="100%" y1="${top}" y2="${top}"/>${
      isHandle(lane.key) &&
      markup`<line class="life" x1="${toPercent(first)}%" x2="100%" y1="${top + LANE_PADDING + 9}" y2="${top + LANE_PADDING + 9}"/>`
    }${
      lane.key === 'network' &&
      lane.items.map(({ item, row }) =>
        drawArrows(item, { axis, top: top + 2, bottom: topOf(row) + 2, toPercent }),
      )
    }${lane.items.map(({ item, row }) => drawItem(item, { events, axis, top: topOf(row), toPercent }))}</g>`
    top += lane.height
    return group
  })
  const plot = markup`<svg class="plot" xmlns="http://www.w3.org/2000/svg" width="${axis.width}" height="${height}" role="img" aria-label="${labelDrawing(events, shown.size)}">${drawAxis(axis, height, toPercent)}${drawn}${drawMarks(events, axis, height, toPercent)}<line class="cursor" y1="${HEAD_HEIGHT}" y2="${height}" visibility="hidden"/></svg>`
  return {
    plot,
    width: axis.width,
    height,
    headHeight: HEAD_HEIGHT,
    lanes: lanes.map(({ label, height: laneHeight }) => ({ label, height: laneHeight })),
    events: [...events.entries()]
      .filter(([index]) => shown.has(index))
      .map(([index, event]) => ({ event, place: toPercent(axis.xs[index] ?? 0) })),
    omitted: events.length - shown.size,
  }
}

/** What spans the gap between two events that are shown is shown. */
function isShown({ from, to }: Lane['items'][number], shown: ReadonlySet<number>): boolean {
  return shown.has(from) || to === undefined || shown.has(to)
}

interface PlacedLane {
  key: string
  label: string
  height: number
  items: { item: Lane['items'][number]; row: number }[]
}

function placeItems({ key, label, items }: Lane, axis: Axis): PlacedLane {
  const rows = packRows(items.map((item) => measureItem(item, axis)))
  return {
    key,
    label,
    height: (Math.max(0, ...rows) + 1) * ROW_HEIGHT + LANE_PADDING + roomAbove(key),
    items: items.map((item, index) => ({ item, row: rows[index] ?? 0 })),
  }
}

/** Packets come and go above what happens in the network. */
function roomAbove(key: string): number {
  return key === 'network' ? ARROW_ROOM : 0
}

function drawAxis(axis: Axis, height: number, toPercent: (x: number) => number): Markup {
  return markup`${axis.breaks.map(
    ({ x, width, label }) =>
      markup`<rect class="break" x="${toPercent(x)}%" width="${toPercent(width)}%" y="0" height="${height}"/><text class="gap" x="${toPercent(x + width / 2)}%" y="15" text-anchor="middle">${label}</text>`,
  )}${axis.ticks.map(
    ({ x, label }, index) =>
      markup`<g class="${index % 2 === 0 ? 'tick' : 'tick odd'}"><line x1="${toPercent(x)}%" x2="${toPercent(x)}%" y1="4" y2="${height - FOOT_HEIGHT}"/><text x="${toPercent(x)}%" dx="4" y="15">${label}</text></g>`,
  )}`
}

function drawMarks(
  events: readonly TimelineEvent[],
  axis: Axis,
  height: number,
  toPercent: (x: number) => number,
): Markup[] {
  return [...events.entries()].flatMap(([index, { mark }]) => {
    if (mark === undefined) return []
    const x = toPercent(axis.xs[index] ?? 0)
    const anchor = x > 70 ? 'end' : 'start'
    return markup`<line class="mark" x1="${x}%" x2="${x}%" y1="${HEAD_HEIGHT}" y2="${height - 2}"/><text class="mark" x="${x}%" dx="${anchor === 'end' ? -6 : 6}" y="${height - 6}" text-anchor="${anchor}">${mark}</text>`
  })
}

function labelDrawing(events: readonly TimelineEvent[], shown: number): string {
  const lastMs = events.at(-1)?.atMs ?? 0
  return `${shown} events in ${lastMs} ms of virtual time; they are listed below`
}

/** A picture cannot be scrolled: no more than what can be read when it is made to fit. */
const ROOM = { max: 30, afterMark: 6 }
const NAME_WIDTH = 90

/** Draws a timeline as an SVG file, which needs nothing else. */
export function drawTimeline(events: readonly TimelineEvent[]): string {
  const { plot, width, height, headHeight, lanes } = drawLanes(events, ROOM)
  let top = headHeight
  const names = lanes.map(({ label, height: laneHeight }) => {
    const name = markup`<text x="10" y="${top + 17}">${label}</text>`
    top += laneHeight
    return name
  })
  const style = new Markup(`${COLOUR_STYLE}${DRAWING_STYLE}.paper { fill: var(--paper); }`)
  const fullWidth = Math.ceil(width) + NAME_WIDTH
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth}" height="${height}" viewBox="0 0 ${fullWidth} ${height}"><style>${style}</style><rect class="paper" width="100%" height="100%"/><g class="plot"><text x="10" y="15">ms</text>${names}</g><svg x="${NAME_WIDTH}" width="${Math.ceil(width)}" height="${height}">${plot}</svg></svg>`
    .text
}
