import { type Markup, markup } from '../html/markup.ts'
import type { Axis } from './lay-out-axis.ts'
import type { LaneItem } from './find-lanes.ts'

/** The room above the items of the network, in which packets come and go. */
export const ARROW_ROOM = 14

const HEAD = 4

/**
 * Draws what goes to the hosts as arrows down, and what comes back as arrows up: a connection and a request
 * begin with one, an answer ends with one. A request without the second was never answered.
 */
export function drawArrows(
  item: LaneItem,
  place: { axis: Axis; top: number; bottom: number; toPercent: (x: number) => number },
): Markup[] {
  const arrows: Markup[] = []
  const isRequest = item.to !== item.from
  if (isRequest || isConnection(item)) arrows.push(drawArrow(item.from, 'out', place))
  if (isRequest && item.to !== undefined && item.tone !== 'bad')
    arrows.push(drawArrow(item.to, 'in', place))
  return arrows
}

function isConnection({ label }: LaneItem): boolean {
  return /^#\d+$/.test(label)
}

function drawArrow(
  index: number,
  direction: 'out' | 'in',
  {
    axis,
    top,
    bottom,
    toPercent,
  }: { axis: Axis; top: number; bottom: number; toPercent: (x: number) => number },
): Markup {
  const x = `${toPercent(axis.xs[index] ?? 0)}%`
  const [tip, back] = direction === 'out' ? [bottom, bottom - HEAD] : [top, top + HEAD]
  return markup`<g class="packet ${direction}"><line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/><svg class="head" x="${x}" y="0" overflow="visible"><path d="M${-HEAD} ${back} L0 ${tip} L${HEAD} ${back}"/></svg></g>`
}
