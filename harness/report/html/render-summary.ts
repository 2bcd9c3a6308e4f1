import type { Report } from '../../model/report.ts'
import { formatCounts } from '../format-counts.ts'
import { markup, type Markup } from './markup.ts'
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
