import { isNeedless } from '../../model/judge-waiver.ts'
import { createHash } from 'node:crypto'
import type { Report, RuleStatus } from '../../model/report.ts'
import { formatCounts, formatTotal } from '../format-subject.ts'
import { COLOUR_STYLE, DRAWING_STYLE } from '../lanes/drawing-style.ts'
import { startPage } from './client/start-page.ts'
import { Markup, markup } from './markup.ts'
import { PAGE_STYLE } from './page-style.ts'
import { renderRule } from './render-rule.ts'
import { tellVerdict } from './tell-status.ts'

/**
 * Formats reports as one self-contained HTML page, which loads nothing from the network.
 *
 * The page can be read without JavaScript. Its script adds the filter, and the zoom and cursor of the
 * timelines.
 *
 * @example
 * ```ts
 * writeFileSync('shutdown.html', formatHtml([await checkConformance(subject)]))
 * ```
 */
export function formatHtml(reports: readonly Report[]): string {
  const script = `(${startPage.toString()})()`
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`
  const anchors = reports.map((_, index) => `s${index + 1}`)
  const total = formatTotal(reports)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="vitest-shutdown">
<title>${total} – vitest-shutdown</title>
<link rel="icon" href="data:,">
<style>${new Markup(COLOUR_STYLE + PAGE_STYLE + DRAWING_STYLE)}</style>
</head>
<body>
<header><h1>Shutdown conformance</h1><p>${total}</p></header>
<main>
${renderFilter(reports)}
${reports.length > 1 && renderSummary(reports, anchors)}
${reports.map((report, index) => renderSubject(report, anchors[index] ?? '', reports.length === 1))}
<p class="none" hidden>No rule matches the filter.</p>
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`
  return page.text
}

/** Shows all subjects in a table, each with a bar of how many rules went which way. */
function renderSummary(reports: readonly Report[], anchors: readonly string[]): Markup {
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
function renderFilter(reports: readonly Report[]): Markup {
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

const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const

/** Shows a subject: the verdict, and its rules, those that need a look first. */
function renderSubject(report: Report, anchor: string, isAlone: boolean): Markup {
  const { word, tone } = tellVerdict(report)
  const { subject, module, rules } = report
  const failed = rules.filter(({ status }) => status === 'fail')
  const findings = [
    ...LEVELS.flatMap((level) => failed.filter((rule) => rule.level === level)),
    ...rules.filter(isNeedless),
  ]
  const others = rules.filter((rule) => !findings.includes(rule))
  const isOpen = isAlone || findings.length > 0
  return markup`<section id="${anchor}" data-subject="${subject} ${module}"><details${isOpen && markup` open`}><summary><h2>${subject}</h2><span class="badge ${tone}">${word}</span><span class="faint">${module !== undefined && module !== subject && markup`<code>${module}</code> · `}${formatCounts(report)}</span></summary><ul class="rules">${[...findings, ...others].map((rule) => renderRule(rule, report, anchor))}</ul></details></section>`
}
