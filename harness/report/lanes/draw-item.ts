import type { TimelineEvent } from '../../model/report.ts'
import { toPlainText } from '../../text/wrap-text.ts'
import { type Markup, markup } from '../html/markup.ts'
import type { LaneItem } from './find-lanes.ts'
import type { Axis } from './lay-out-axis.ts'

const HEIGHT = 16
const MAX_LABEL = 36

/** The room that an item takes along the axis, its label included, in pixels. */
export function measureItem(item: LaneItem, axis: Axis): Extent {
  const left = axis.xs[item.from] ?? 0
  const end = findEnd(item, axis)
  const labelEnd = end + (isLabelInside(item, axis) ? 0 : 9 + estimateWidth(shorten(item.label)))
  return { left: left - 6, right: labelEnd + 4 }
}

/** A label that is too long for its bar stands behind it. */
function isLabelInside(item: LaneItem, axis: Axis): boolean {
  const room = findEnd(item, axis) - (axis.xs[item.from] ?? 0)
  return item.to !== item.from && estimateWidth(shorten(item.label)) + 6 <= room
}

/** Draws an item at a height: a bar for what takes time, else a dot. */
export function drawItem(
  item: LaneItem,
  place: {
    events: readonly TimelineEvent[]
    axis: Axis
    top: number
    toPercent: (x: number) => number
  },
): Markup {
  const { events, axis, top, toPercent } = place
  const x = toPercent(axis.xs[item.from] ?? 0)
  const isMarked = [item.from, item.to].some((index) => events[index ?? -1]?.mark !== undefined)
  const isDot = item.to === item.from
  const className = [
    'item',
    item.tone,
    ...(item.to === undefined ? ['open'] : []),
    ...(isMarked ? ['marked'] : []),
  ].join(' ')
  const end = findEnd(item, axis)
  const width = toPercent(end - (axis.xs[item.from] ?? 0))
  const isInside = isLabelInside(item, axis)
  const labelX = isInside ? x : toPercent(end)
  const shape = isDot
    ? markup`<circle cx="${x}%" cy="${top + HEIGHT / 2 + 2}" r="4"/>`
    : markup`<rect x="${x}%" width="${width}%" y="${top + 2}" height="${HEIGHT}" rx="3"/>`
  return markup`<g class="${className}"><title>${item.title}</title>${shape}<text class="${isInside ? 'inside' : 'beside'}" x="${labelX}%" dx="${isInside ? 4 : isDot ? 8 : 5}" y="${top + HEIGHT - 2}">${shorten(item.label)}</text></g>`
}

/** What never ended goes on to the end of the drawing. */
function findEnd({ to }: LaneItem, axis: Axis): number {
  return to === undefined ? axis.width - 4 : (axis.xs[to] ?? 0)
}

function shorten(label: string): string {
  const characters = Array.from(toPlainText(label).replaceAll('\n', ' '))
  return characters.length > MAX_LABEL
    ? `${characters.slice(0, MAX_LABEL - 1).join('')}…`
    : characters.join('')
}

/** Nothing measures text here; wide scripts take about twice the room. */
function estimateWidth(text: string): number {
  return Array.from(text, (character) => (character > '\u2E7F' ? 12 : 6.4)).reduce(
    (sum, width) => sum + width,
    0,
  )
}

/** What takes room in a lane, from left to right. */
export interface Extent {
  left: number
  right: number
}

/** Gives each item the first row in which nothing is in its way; returns the rows of the items. */
export function packRows(extents: readonly Extent[]): number[] {
  const ends: number[] = []
  return extents.map(({ left, right }) => {
    const free = ends.findIndex((end) => end <= left)
    const row = free === -1 ? ends.length : free
    ends[row] = right
    return row
  })
}
