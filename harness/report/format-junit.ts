import { isNeedless } from '../model/judge-waiver.ts'
import type { Report, RuleResult } from '../model/report.ts'
import { escapeXml } from './html/markup.ts'
import { formatFailure, formatObserved } from './format-failure.ts'
import { nameSubject } from './format-subject.ts'

/**
 * Formats reports as JUnit XML: a test suite for each subject, a test case for each rule.
 *
 * A broken MUST is a failure. A broken KIT-00 is an error, because nothing else can be checked then. A
 * broken SHOULD or MAY, or a waiver that is not needed, is skipped with its finding, and `system-out` has
 * the full text. A rule that does not apply is skipped with the reason.
 *
 * @example
 * ```ts
 * writeFileSync('junit.xml', formatJunit([await checkConformance(subject)]))
 * ```
 */
export function formatJunit(reports: readonly Report[]): string {
  const rules = reports.flatMap((report) => report.rules)
  const { tests, failures, errors, time } = count(rules)
  const root = formatAttributes({ name: 'vitest-shutdown', tests, failures, errors, time })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${root}>`,
    ...reports.map((report, index) => formatSuite(report, nameSuite(reports, index))),
    '</testsuites>',
    '',
  ].join('\n')
}

/** CI servers know a test by its names: of two that are alike, one would be lost. */
function nameSuite(reports: readonly Report[], index: number): string {
  const names = reports.slice(0, index + 1).map((report) => nameSubject(report))
  const name = names.at(-1) ?? ''
  const nth = names.filter((other) => other === name).length
  return nth === 1 ? name : `${name} #${nth}`
}

function formatSuite(report: Report, name: string): string {
  const file = report.module === undefined ? {} : { file: report.module }
  return [
    `  <testsuite${formatAttributes({ name, ...count(report.rules), ...file })}>`,
    ...report.rules.map((rule) => {
      const found =
        rule.obstacle === true
          ? formatObserved(rule, { color: false })
          : formatFailure(rule, { color: false }, { module: report.module })
      return formatCase(rule, name, found)
    }),
    '  </testsuite>',
  ].join('\n')
}

function formatCase(rule: RuleResult, classname: string, found: string): string {
  const { id, level, title, durationMs } = rule
  const attributes = { name: `${id} ${level} ${title}`, classname, time: toSeconds(durationMs) }
  const outcome = formatOutcome(rule, found)
  const head = `    <testcase${formatAttributes(attributes)}`
  return outcome.length === 0
    ? `${head}/>`
    : [`${head}>`, ...outcome.map((line) => `      ${line}`), '    </testcase>'].join('\n')
}

function formatOutcome(rule: RuleResult, found: string): string[] {
  const { status, level, message = '', reason = 'no reason given' } = rule
  if (status === 'fail') {
    if (level !== 'MUST') return [skip(`${level} not met: ${message}`), output(found)]
    const name = isError(rule) ? 'error' : 'failure'
    const attributes = formatAttributes({ message, type: level })
    return [`<${name}${attributes}>${escapeXml(found)}</${name}>`]
  }
  if (status === 'waived') return [skip(`waived: ${reason}`), output(found)]
  if (status !== 'pass') return [skip(reason)]
  if (isNeedless(rule)) return [skip(message), output(message)]
  return message === '' ? [] : [output(message)]
}

function skip(why: string): string {
  return `<skipped${formatAttributes({ message: why })}/>`
}

function output(text: string): string {
  return `<system-out>${escapeXml(text)}</system-out>`
}

/** Where KIT-00 fails, the subject was not judged. */
function isError({ id, status }: RuleResult): boolean {
  return id === 'KIT-00' && status === 'fail'
}

interface Counts {
  tests: number
  failures: number
  errors: number
  skipped: number
  time: string
}

function count(rules: readonly RuleResult[]): Counts {
  const errors = rules.filter(isError).length
  const musts = rules.filter(({ status, level }) => status === 'fail' && level === 'MUST').length
  const passed = rules.filter((rule) => rule.status === 'pass' && !isNeedless(rule)).length
  const totalMs = rules.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return {
    tests: rules.length,
    failures: musts - errors,
    errors,
    skipped: rules.length - passed - musts,
    time: toSeconds(totalMs),
  }
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function formatAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('')
}

/** Readers turn a line break in an attribute into a space, unless it is written as a reference. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;')
}
