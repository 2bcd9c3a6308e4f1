import type { Report, RuleStatus } from '../../model/report.ts'
import { markup, type Markup } from './markup.ts'

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
