import type { Report, RuleStatus } from '../../model/report.ts'
import { formatCounts } from '../format-subject.ts'
import { type Markup, markup } from './markup.ts'
import { tellVerdict } from './tell-status.ts'

/** Shows all subjects in a table, each with a bar of how many rules went which way. */
export function renderSummary(reports: readonly Report[], anchors: readonly string[]): Markup {
  return markup`<table class="summary"><thead><tr><th scope="col">Subject</th><th scope="col">Verdict</th><th scope="col">Rules</th></tr></thead><tbody>${reports.map((report, index) => renderLine(report, anchors[index] ?? ''))}</tbody></table>`
}

function renderLine(report: Report, anchor: string): Markup {
  const { subject, module, counts } = report
  const { word, tone } = tellVerdict(report)
  const musts = report.rules.filter(({ status, level }) => status === 'fail' && level === 'MUST')
  const parts = [
    ['bad', musts.length],
    ['warn', counts.fail - musts.length + counts.waived],
    ['good', counts.pass],
    ['faint', counts.skip + counts.notRun],
  ] as const
  const bar = parts.map(
    ([part, count]) => count > 0 && markup`<i class="${part}" style="flex:${count}"></i>`,
  )
  return markup`<tr data-section="${anchor}"><td><a href="#${anchor}">${subject}</a>${module !== undefined && module !== subject && markup` <code class="faint">${module}</code>`}</td><td><span class="badge ${tone}">${word}</span></td><td class="bars"><div class="bar" aria-hidden="true">${bar}</div><span class="faint">${formatCounts(report)}</span></td></tr>`
}

const STATUSES: readonly (readonly [RuleStatus, string])[] = [
  ['fail', 'failed'],
  ['waived', 'waived'],
  ['not-run', 'not run'],
  ['skip', 'skipped'],
  ['pass', 'passed'],
]

/** Shows the filter of the rules. It is hidden until the script that works it has started. */
export function renderFilter(reports: readonly Report[]): Markup {
  const rules = reports.flatMap((report) => report.rules)
  const statuses = STATUSES.map(([status, word]) => ({
    status,
    word,
    count: rules.filter((rule) => rule.status === status).length,
  })).filter(({ count }) => count > 0)
  const areas = new Set(rules.map(({ id }) => id.replace(/-.*/, '')))
  const levels = ['MUST', 'SHOULD', 'MAY'].filter((level) =>
    rules.some((rule) => rule.level === level),
  )
  return markup`<form class="filter" role="search" aria-label="Filter the rules" hidden><label>Find <input type="search" name="text" placeholder="rule, word, subject"/></label><fieldset aria-label="Status">${statuses.map(
    ({ status, word, count }) =>
      markup`<label><input type="checkbox" name="status" value="${status}" checked/>${word}<span class="faint">${count}</span></label>`,
  )}</fieldset>${renderSelect('Level', levels)}${renderSelect('Area', [...areas])}<button type="reset">Reset</button><output aria-live="polite"></output></form>`
}

function renderSelect(label: string, values: readonly string[]): Markup {
  return markup`<label>${label}<select name="${label.toLowerCase()}"><option value="">all</option>${values.map((value) => markup`<option>${value}</option>`)}</select></label>`
}
