import type { TimelineEvent } from '../../model/report.ts'
import { markup, Markup } from '../html/markup.ts'
import { drawLanes } from './draw-lanes.ts'
import { COLOUR_STYLE, DRAWING_STYLE } from './drawing-style.ts'

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
