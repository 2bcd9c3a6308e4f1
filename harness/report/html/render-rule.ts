import { isNeedless } from '../../model/judge-waiver.ts'
import type { Report, RuleCoverage, RuleResult, TimelineEvent } from '../../model/report.ts'
import { formatAtMs } from '../format-timeline.ts'
import { type Markup, markup, renderText } from './markup.ts'
import { tellStatus } from './tell-status.ts'
import { drawLanes } from '../lanes/draw-lanes.ts'

/** Shows one rule: a row, and where there is something to say, what unfolds under it. */
export function renderRule(rule: RuleResult, report: Report, anchor: string): Markup {
  const { id, level, title, status, durationMs } = rule
  const { word, tone } = tellStatus(rule)
  const row = markup`<span class="${tone}">${word}</span><span class="id">${id}</span><span class="faint">${level}</span><span class="title">${renderText(title)}</span><span class="ms">${Math.round(durationMs)} ms</span>`
  const body = renderBody(rule, report)
  const isOpen = status === 'fail' || isNeedless(rule)
  return markup`<li class="rule" id="${anchor}-${id}" data-status="${status}" data-level="${level}" data-area="${id.replace(/-.*/, '')}">${
    body.length === 0
      ? markup`<div class="row">${row}</div>`
      : markup`<details${isOpen && markup` open`}><summary class="row">${row}</summary><div class="body">${body}</div></details>`
  }</li>`
}

function renderBody(rule: RuleResult, { module }: Report): Markup[] {
  const { id, status, level, message, reason, timeline = [], frame, hint } = rule
  const { steps = [], replay, test, coverage } = rule
  const isSoft = status !== 'fail' || level !== 'MUST'
  return [
    message !== undefined &&
      markup`<p class="message ${status === 'pass' ? '' : isSoft ? 'observed soft' : 'observed'}">${renderText(message)}</p>`,
    reason !== undefined &&
      markup`<p class="message"><span class="faint">Reason:</span> ${renderText(reason)}</p>`,
    coverage !== undefined && renderCoverage(coverage),
    timeline.length > 0 && renderTimeline(timeline),
    steps.length > 0 &&
      markup`<details><summary>Every step, with its source line</summary><ol class="events">${steps.map(renderStep)}</ol></details>`,
    frame !== undefined && markup`<p><span class="faint">at</span> <code>${frame}</code></p>`,
    hint !== undefined &&
      markup`<p><b>Hint:</b> ${renderText(hint)}. <span class="faint">More:</span> <code>npx vitest-shutdown explain ${id}</code></p>`,
    replay !== undefined &&
      markup`<p><span class="faint">Replay:</span> <code>npx vitest-shutdown check ${module ?? '<module>'} --replay ${replay}</code></p>`,
    test !== undefined &&
      markup`<details><summary>A test that fails until this is fixed</summary><pre>${test}</pre></details>`,
  ].filter((part) => part !== false)
}

function renderStep({ atMs, event, mark }: TimelineEvent): Markup {
  return markup`<li class="${mark === undefined ? 'event' : 'event marked'}"><span class="at">${formatAtMs(atMs)} ms</span><span class="what">${event}${mark !== undefined && markup` <span class="mark">← ${mark}</span>`}</span></li>`
}

/** Shows how much of what could be explored was: a bar, and the figures. */
function renderCoverage({ covered, total }: RuleCoverage): Markup {
  const share = total > 0 ? Math.min(1, covered / total) : 0
  const figures = `${formatCount(covered)} of ${formatCount(total)}`
  return markup`<div class="coverage"><div class="bar" role="img" aria-label="${figures} covered"><i class="${share === 1 ? 'good' : 'warn'}" style="flex:0 0 ${Number((share * 100).toFixed(2))}%"></i></div><span class="faint">${figures} covered (${Math.floor(share * 100)} %)</span></div>`
}

/** In groups of three: `2,590`. */
function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** As many events as anyone reads; the text of a failure shows twenty. */
const ROOM = { max: 120, afterMark: 40 }

/** Shows a timeline: the swim lanes, and the list of its events. */
function renderTimeline(events: readonly TimelineEvent[]): Markup {
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
