import { createReport } from '../../../harness/model/create-report.ts'
import type { Report, RuleResult } from '../../../harness/model/report.ts'
import type { RuleId } from '../../../harness/model/rule-info.ts'

/** What differs from a rule that holds; its id may be one that is yet to come. */
type Change = Partial<Omit<RuleResult, 'id'>> & { id?: string }

/** A rule that holds, but for what is given. */
export function buildRule({ id = 'STOP-01', ...change }: Change = {}): RuleResult {
  return {
    id: id as RuleId,
    level: 'MUST',
    status: 'pass',
    title: `the title of ${id}`,
    durationMs: 1.5,
    ...change,
  }
}

/** The report of a subject, with the verdict and the counts that follow from its rules. */
export function buildReport(
  rules: readonly Change[],
  { subject = 'Heartbeat', module }: { subject?: string; module?: string } = {},
): Report {
  const report = createReport(
    { name: subject, ownership: 'owned' },
    rules.map((rule) => buildRule(rule)),
  )
  return module === undefined ? report : { ...report, module }
}

/** What a broken rule brings along. */
export const FAILURE: Change = {
  id: 'STOP-03',
  status: 'fail',
  title: 'no run starts after shutdown() was called',
  message: 'Heartbeat started run #2 at 2000 ms',
  hint: 'clear the `interval`',
  frame: 'Heartbeat.#tick (src/heartbeat.ts:31:12)',
  timeline: [
    { atMs: 0, event: 'create', lane: 'a', begins: 0, ends: 0 },
    { atMs: 1000, event: 'shutdown() called', lane: 'a', begins: 1, label: 'shutdown()' },
    { atMs: 1000, event: 'info: stopped', lane: 'log', level: 'info' },
    { atMs: 1000, event: 'shutdown() fulfilled', lane: 'a', ends: 1 },
    {
      atMs: 2000,
      event: 'run #2 started',
      lane: 'work',
      begins: 2,
      label: '#2',
      mark: 'not allowed',
    },
  ],
}

/** Names that break what does not escape. */
export const HOSTILE =
  '<script>alert(1)</script> & "quotes" \'single\' ]]> \u001B[31mred\u001B[39m\u0007\u0000 \uD800 \uFFFF 漢字 🛑'
