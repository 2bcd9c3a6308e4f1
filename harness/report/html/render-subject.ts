import { isNeedless } from '../../model/judge-waiver.ts'
import type { Report } from '../../model/report.ts'
import { formatCounts } from '../format-subject.ts'
import { type Markup, markup } from './markup.ts'
import { renderRule } from './render-rule.ts'
import { tellVerdict } from './tell-status.ts'

const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const

/** Shows a subject: the verdict, and its rules, those that need a look first. */
export function renderSubject(report: Report, anchor: string, isAlone: boolean): Markup {
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
