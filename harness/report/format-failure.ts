import { stripVTControlCharacters } from 'node:util'
import type { RuleResult, TimelineEvent } from '../model/report.ts'
import { wrapText } from '../text/wrap-text.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { listRuleIds } from './format-reasons.ts'
import { formatTimeline } from './format-timeline.ts'

/** Where a failure belongs. */
export interface FailurePlace {
  /** The module that the command checked. Default: a placeholder. */
  readonly module?: string | undefined
  /** The rules that the same cause breaks. Default: none. */
  readonly others?: readonly string[]
}

/**
 * Writes one broken rule: what was required, what was observed, the timeline, the user's frame, the
 * next action, and where to read more.
 *
 * A rule that explores shows the steps of the schedule in place of the timeline, and its replay token.
 *
 * What the subject printed is shown where the timeline does not say it all. A SHOULD or MAY says so,
 * and is shorter: it carries neither.
 */
export function formatFailure(
  result: RuleResult,
  options: FormatOptions,
  { module = '<module>', others = [] }: FailurePlace = {},
): string {
  const paint = createPaint(options)
  const { width } = options
  const wrap = (text: string, indent: string): string => wrapText(text, { indent, width })
  const isMust = result.level === 'MUST'
  const tint = isMust ? paint.red : paint.yellow

  const head = `[${result.id}] ${isMust ? '' : `${result.level}: `}${result.title}`
  const observed = formatObserved(result, options)
  return [
    wrap(head, '').replace(`[${result.id}]`, (id) => paint.bold(tint(id))),
    ...(observed === '' ? [] : [observed]),
    ...(others.length === 0
      ? []
      : [wrap(`Also breaks ${listRuleIds(others)}, in the same way.`, '  ')]),
    ...(isMust ? formatOutput(result) : []),
    ...(result.hint === undefined
      ? []
      : [wrap(`Hint: ${asSentence(result.hint)}`, '  ').replace('Hint:', paint.bold('Hint:'))]),
    ...(result.replay === undefined
      ? []
      : [paint.dim(`  Replay: npx vitest-shutdown check ${module} --replay ${result.replay}`)]),
    ...(result.test === undefined
      ? []
      : ['  A test that fails until this is fixed:', '', indent(result.test), '']),
    paint.dim(`  Run: npx vitest-shutdown explain ${result.id}`),
  ].join('\n')
}

/** What is shown of an observation. */
type Observation = Pick<RuleResult, 'level' | 'message' | 'frame'> & {
  readonly timeline?: readonly TimelineEvent[]
  readonly steps?: readonly TimelineEvent[]
}

/** Writes what was observed: the message, the timeline of a MUST, and the user's frame. */
export function formatObserved(result: Observation, options: FormatOptions): string {
  const paint = createPaint(options)
  const { message, frame, level, timeline: events = [], steps: timeline = events } = result
  const { width } = options
  return [
    ...(message === undefined ? [] : [wrapText(message, { indent: '  ', width })]),
    ...(level === 'MUST' && isTelling(timeline) ? ['', formatTimeline(timeline, options), ''] : []),
    ...(frame === undefined ? [] : [`  ${paint.dim('at')} ${paint.cyan(frame)}`]),
  ].join('\n')
}

/** That the manager was created, and nothing came after, says nothing. */
function isTelling(timeline: readonly TimelineEvent[]): boolean {
  return timeline.length > 1 || timeline.some(({ mark }) => mark !== undefined)
}

function indent(code: string): string {
  return code.replaceAll(/^(?=.)/gm, '    ')
}

function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Lines shown of what was printed: the last ones. */
const MAX_LINES = 8
/** Characters shown of each. */
const MAX_LENGTH = 160

/**
 * Writes what the subject printed in the trial that broke a rule, unless the timeline says it all.
 *
 * @returns lines
 */
export function formatOutput({
  output = '',
  timeline = [],
}: Pick<RuleResult, 'output' | 'timeline'>): string[] {
  const lines = stripVTControlCharacters(output)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const isTold = (line: string): boolean => timeline.some(({ event }) => event.endsWith(line))
  if (lines.every(isTold)) return []
  const left = lines.length - MAX_LINES
  return [
    '  It printed:',
    ...(left > 0 ? [`    … ${left} ${left === 1 ? 'line' : 'lines'} before`] : []),
    ...lines.slice(-MAX_LINES).map((line) => `    ${cut(line)}`),
    '',
  ]
}

function cut(line: string): string {
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}
