import { isNeedless } from '../model/judge-waiver.ts'
import type { Report, RuleResult } from '../model/report.ts'
import { parseFrame } from '../stack/stack-frame.ts'
import { nameSubject } from './format-subject.ts'
import { toPlainText } from '../text/wrap-text.ts'

/** Which file of the repository is meant. */
export interface AnnotationOptions {
  /**
   * The path from the root of the repository, with `/`, of a module or of a path in a frame;
   * `undefined` where that is not a file of the repository.
   */
  locate(path: string): string | undefined
}

/**
 * Writes workflow commands of GitHub Actions, one a line: an error for each broken MUST and for each
 * subject that could not be checked, a warning for each broken SHOULD or MAY and each needless waiver or declaration.
 *
 * Empty text where there is nothing to say.
 */
export function formatAnnotations(reports: readonly Report[], options: AnnotationOptions): string {
  const all = reports.flatMap((report) =>
    report.rules
      .filter((rule) => rule.status === 'fail' || isNeedless(rule))
      .map((rule) => ({
        command: rule.status === 'fail' && rule.level === 'MUST' ? 'error' : 'warning',
        place: findPlace(rule, report, options),
        title: formatTitle(rule, report),
        message: formatMessage(rule, report),
      })),
  )
  // GitHub shows the first ten of a step.
  const errors = all.filter(({ command }) => command === 'error')
  const warnings = all.filter(({ command }) => command === 'warning')
  return [...errors, ...warnings]
    .map(({ command, place, title, message }) => {
      const properties = Object.entries({ ...place, title })
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
        .join(',')
      return `::${command} ${properties}::${escapeData(message)}`
    })
    .join('\n')
}

function findPlace(
  { frame }: RuleResult,
  { module }: Report,
  { locate }: AnnotationOptions,
): { file?: string; line?: number; col?: number } {
  const position = frame === undefined ? undefined : parseFrame(frame)
  const file = position === undefined ? undefined : locate(position.path)
  if (position !== undefined && file !== undefined) {
    return { file, line: position.line, col: position.column }
  }
  // The module is where the subject is, if not what is wrong with it.
  const own = module === undefined ? undefined : locate(module)
  return own === undefined ? {} : { file: own }
}

function formatTitle(rule: RuleResult, report: Report): string {
  const subject = nameSubject(report, false)
  if (rule.needlessWaiver === true) return `${subject} keeps ${rule.id}, which it waives`
  if (rule.needlessDeclaration !== undefined)
    return `${subject} declares \`${rule.needlessDeclaration}\`, but does not need it`
  if (rule.id === 'KIT-00') return `${subject} cannot be checked`
  return `${subject} breaks ${rule.id}${rule.level === 'MUST' ? '' : ` (${rule.level})`}`
}

function formatMessage(rule: RuleResult, report: Report): string {
  const { id, status, title, message, hint, replay } = rule
  if (rule.obstacle === true || status === 'pass') return message ?? title
  return [
    title,
    ...(message === undefined ? [] : [message]),
    ...(hint === undefined ? [] : [`Hint: ${hint}`]),
    ...(replay === undefined
      ? []
      : [`Replay: npx vitest-shutdown check ${report.module ?? '<module>'} --replay ${replay}`]),
    `Run: npx vitest-shutdown explain ${id}`,
  ].join('\n')
}

function escapeData(text: string): string {
  return toPlainText(text).replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
