import type { TimelineEvent } from '../../model/report.ts'
import { formatAtMs } from '../format-timeline.ts'
import { drawLanes } from '../lanes/draw-lanes.ts'
import { markup, type Markup } from './markup.ts'

/** As many events as anyone reads; the text of a failure shows twenty. */
const ROOM = { max: 120, afterMark: 40 }

/** Shows a timeline: the swim lanes, and the list of its events. */
export function renderTimeline(events: readonly TimelineEvent[]): Markup {
  const drawing = drawLanes(events, ROOM)
  return markup`<figure class="timeline"><div class="tools" hidden><label>Zoom <input type="range" min="50" max="400" step="25" value="100"/></label><span class="faint">virtual time in ms, long waits cut short</span></div><div class="lanes"><div class="names" aria-hidden="true"><div style="height:${drawing.headHeight}px">ms</div>${drawing.lanes.map(
    ({ label, height }) => markup`<div style="height:${height}px">${label}</div>`,
  )}</div><div class="scroll" tabindex="0" role="group" aria-label="Timeline" style="--width:${Math.ceil(drawing.width)}">${drawing.plot}</div></div><ol class="events">${drawing.events.map(
    ({ event, place }) => renderEvent(event, place),
  )}${drawing.omitted > 0 && markup`<li class="event"><span class="at">…</span><span class="what faint">${drawing.omitted} more ${drawing.omitted === 1 ? 'is' : 'are'} not shown</span></li>`}</ol></figure>`
}

function renderEvent({ atMs, event, mark }: TimelineEvent, place: number): Markup {
  return markup`<li class="${mark === undefined ? 'event' : 'event marked'}" data-place="${place}"><span class="at">${formatAtMs(atMs)} ms</span><span class="what">${event}${mark !== undefined && markup` <span class="mark">← ${mark}</span>`}</span></li>`
}
