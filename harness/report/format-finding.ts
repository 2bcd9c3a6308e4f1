import type { TimelineEvent } from '../model/report.ts'
import { isRuleId } from '../model/rule-info.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { DOCS_FOLDER } from '../text/docs-folder.ts'
import { formatObserved } from './format-failure.ts'
import { wrapText } from '../text/wrap-text.ts'

/** Something that is wrong in a test, in the words of a rule where it is a rule's matter. */
export interface Finding {
  /** The id of a rule, or the name of the fixture that found it: `STOP-02`, `manage`. */
  readonly id: string
  /** What is required. */
  readonly title: string
  /** What was observed, one or more lines. */
  readonly observed: string
  readonly timeline?: readonly TimelineEvent[]
  /** The user's frame nearest to the cause: `tick (src/heartbeat.ts:31:12)`. */
  readonly frame?: string | undefined
  /** The next action. */
  readonly hint: string
}

/**
 * Writes a finding in the form of a broken rule: what is required, what was observed, the timeline,
 * the user's frame, the next action, and where to read more.
 */
export function formatFinding(finding: Finding, options: FormatOptions): string {
  const { id, title, observed, timeline = [], frame, hint } = finding
  const paint = createPaint(options)
  const { width } = options
  const observation = {
    level: 'MUST',
    message: observed,
    timeline,
    ...(frame === undefined ? {} : { frame }),
  } as const
  const more = isRuleId(id)
    ? `Run: npx vitest-shutdown explain ${id}`
    : `See: ${DOCS_FOLDER}/fixtures.md#${id.toLowerCase()}`
  return [
    wrapText(`[${id}] ${title}`, { indent: '', width }).replace(`[${id}]`, (mark) =>
      paint.bold(paint.red(mark)),
    ),
    formatObserved(observation, options),
    wrapText(`Hint: ${hint}.`, { indent: '  ', width }).replace('Hint:', paint.bold('Hint:')),
    paint.dim(`  ${more}`),
  ].join('\n')
}
