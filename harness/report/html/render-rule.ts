import type { Report, RuleResult, TimelineEvent } from '../../model/report.ts'
import { formatAtMs } from '../format-timeline.ts'
import { markup, type Markup } from './markup.ts'
import { renderCoverage } from './render-coverage.ts'
import { renderText } from './render-text.ts'
import { renderTimeline } from './render-timeline.ts'
import { tellStatus } from './tell-status.ts'

/** Shows one rule: a row, and where there is something to say, what unfolds under it. */
export function renderRule(rule: RuleResult, report: Report, anchor: string): Markup {
  const { id, level, title, status, durationMs } = rule
  const { word, tone } = tellStatus(rule)
  const row = markup`<span class="${tone}">${word}</span><span class="id">${id}</span><span class="faint">${level}</span><span class="title">${renderText(title)}</span><span class="ms">${Math.round(durationMs)} ms</span>`
  const body = renderBody(rule, report)
  const isOpen = status === 'fail' || rule.needlessWaiver === true
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
      markup`<details><summary>A test that fails as long as this is so</summary><pre>${test}</pre></details>`,
  ].filter((part) => part !== false)
}

function renderStep({ atMs, event, mark }: TimelineEvent): Markup {
  return markup`<li class="${mark === undefined ? 'event' : 'event marked'}"><span class="at">${formatAtMs(atMs)} ms</span><span class="what">${event}${mark !== undefined && markup` <span class="mark">← ${mark}</span>`}</span></li>`
}
