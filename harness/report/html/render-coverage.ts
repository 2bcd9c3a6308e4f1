import type { RuleCoverage } from '../../model/report.ts'
import { markup, type Markup } from './markup.ts'

/** Shows how much of what could be explored was: a bar, and the figures. */
export function renderCoverage({ covered, total }: RuleCoverage): Markup {
  const share = total > 0 ? Math.min(1, covered / total) : 0
  const figures = `${formatCount(covered)} of ${formatCount(total)}`
  return markup`<div class="coverage"><div class="bar" role="img" aria-label="${figures} covered"><i class="${share === 1 ? 'good' : 'warn'}" style="flex:0 0 ${Number((share * 100).toFixed(2))}%"></i></div><span class="faint">${figures} covered (${Math.floor(share * 100)} %)</span></div>`
}

/** In groups of three: `2,590`. */
function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
