import type { Capability, Rule } from '../harness/conformance/rule.ts'
import { createPaint } from '../harness/report/create-paint.ts'
import type { FormatOptions } from '../harness/report/format-options.ts'
import { wrapText } from '../harness/report/wrap-text.ts'
import { findRule } from './find-rule-ids.ts'
import type { Output } from './output.ts'
import type { Command } from './parse-arguments.ts'

const LEVELS: Readonly<Record<Rule['level'], string>> = {
  MUST: 'a subject that breaks it violates the pattern',
  SHOULD: 'it is reported, and does not fail the subject',
  MAY: 'it is reported, and does not fail the subject',
}

const NEEDS: Readonly<Record<Capability, string>> = {
  drop: 'the manager has `[Symbol.dispose]()`, or the subject a `drop`',
  clone: 'the ownership is `shared`: `clone()` gives another handle on the same task',
  signal: 'the manager hands its work an AbortSignal',
  asyncDispose: 'the manager has `[Symbol.asyncDispose]()`',
  timeout: 'the subject has a `shutdownWithin`',
  cleanup: 'the subject has a `shutdownWith`',
  start: 'the manager has a `start()` or `trigger()`',
  signals: '`vitest-shutdown probe` runs it in a process of its own',
  real: '`vitest-shutdown probe` runs it in a process of its own',
  callerSignal: 'the `shutdownWithin` of the subject takes an AbortSignal as third argument',
}

/**
 * Runs `explain`: says what a rule requires, of whom, and what to do when it is broken.
 *
 * @throws {UsageError} when there is no such rule.
 */
export async function explain(
  command: Extract<Command, { name: 'explain' }>,
  output: Output,
): Promise<number> {
  const rule = await findRule(command.rule)
  output.write('stdout', (options) => formatRule(rule, options))
  return 0
}

function formatRule(rule: Rule, options: FormatOptions): string {
  const paint = createPaint(options)
  const section = (label: string, text: string): string => {
    const { width } = options
    const wrapped = wrapText(text, { indent: INDENT, width })
    return paint.bold(label.padEnd(INDENT.length)) + wrapped.slice(INDENT.length)
  }
  const needs = rule.needs.map((need) => NEEDS[need])
  return [
    section(rule.id, rule.title),
    '',
    section('Level', `${rule.level}: ${LEVELS[rule.level]}`),
    section(
      'Applies',
      needs.length === 0 ? 'to every subject' : `where ${needs.join(', and ')}; skipped elsewhere`,
    ),
    section('Broken?', rule.hint),
  ].join('\n')
}

const INDENT = ' '.repeat(10)
