import { expect, test } from 'vitest'
import type { Report, RuleResult, RuleStatus } from '../../../harness/model/report.ts'
import type { RuleId } from '../../../harness/model/rule-info.ts'
import { formatMinorOfAll, formatReport } from '../../../harness/report/format-report.ts'
import { formatTable } from '../../../harness/report/format-table.ts'

function createRule(id: RuleId, status: RuleStatus, rest: Partial<RuleResult> = {}): RuleResult {
  return { id, level: 'MUST', status, title: `title of ${id}`, durationMs: 0, ...rest }
}

function createReport(subject: string, rules: RuleResult[], rest: Partial<Report> = {}): Report {
  const count = (status: RuleStatus): number =>
    rules.filter((rule) => rule.status === status).length
  return {
    schema: 2,
    subject,
    ownership: 'owned',
    verdict: 'conforms',
    counts: {
      pass: count('pass'),
      fail: count('fail'),
      skip: count('skip'),
      waived: count('waived'),
      notRun: count('not-run'),
    },
    rules,
    ...rest,
  }
}

const MIXED = createReport(
  'Heartbeat',
  [
    createRule('KIT-00', 'pass'),
    createRule('STOP-01', 'pass'),
    createRule('STOP-08', 'fail', { level: 'SHOULD', message: 'too slow', hint: 'hurry' }),
    createRule('STOP-10', 'fail', { message: 'it rejected', hint: 'catch it' }),
    createRule('CLONE-01', 'skip', { reason: 'no clones' }),
    createRule('CLONE-02', 'skip', { reason: 'no clones' }),
    createRule('CLONE-03', 'skip', { reason: 'no clones' }),
    createRule('LOG-01', 'waived', { reason: 'logs are another matter', message: 'no line' }),
    createRule('LOG-02', 'pass', {
      message: 'LOG-02 is waived, but holds: remove the waiver',
      needlessWaiver: true,
    }),
    createRule('LEAK-01', 'not-run', { reason: 'out of processes' }),
  ],
  { module: 'src/heartbeat.ts', verdict: 'violates' },
)

test('formatReport puts MUST first, and says why each rule was not checked', () => {
  expect(formatReport(MIXED)).toBe(
    `Heartbeat (src/heartbeat.ts): violates: 3 rules passed, 1 MUST failed, 1 SHOULD failed, 3 skipped, 1 waived, 1 not run

[STOP-10] title of STOP-10
  it rejected
  Hint: catch it.
  Run: npx vitest-shutdown explain STOP-10

[STOP-08] SHOULD: title of STOP-08
  too slow
  Hint: hurry.
  Run: npx vitest-shutdown explain STOP-08

Waived
   1  logs are another matter: no line (LOG-01)

Unneeded waivers
   1  LOG-02 is waived, but holds: remove the waiver (LOG-02)

Not run
   1  out of processes (LEAK-01)

Skipped 3 rules that do not apply; \`--verbose\` says why`,
  )
})

test('formatReport of a subject that was not checked gives the reason alone', () => {
  const report = createReport(
    'a.ts',
    [createRule('KIT-00', 'fail', { message: 'Module `a.ts` was not found.', obstacle: true })],
    { module: 'a.ts', verdict: 'unusable' },
  )
  expect(formatReport(report)).toBe(
    'a.ts: unusable: it could not be checked\n\n  Module `a.ts` was not found.',
  )
})

test('formatTable counts each area of each subject', () => {
  const good = createReport('Ticker', [createRule('KIT-00', 'pass'), createRule('STOP-01', 'pass')])
  expect(formatTable([MIXED, good], { color: false })).toBe(
    `           STOP  LOG   LEAK  verdict
Heartbeat  1 ✗2  1 ~1  ?1    violates
Ticker     1                 conforms
numbers: rules passed, ✗ failed, ~ waived, ? not run`,
  )
})

test('formatTable leaves out areas that apply to no subject, and the rules of an unusable one', () => {
  const good = createReport('Ticker', [
    createRule('STOP-01', 'pass'),
    createRule('TIME-01', 'skip', { reason: 'no timeout' }),
  ])
  const unusable = createReport(
    'Broken',
    [createRule('KIT-00', 'fail'), createRule('STOP-01', 'not-run')],
    { verdict: 'unusable' },
  )
  expect(formatTable([good, unusable], { color: false })).toBe(
    `        STOP  verdict
Ticker  1     conforms
Broken        unusable
numbers: rules passed`,
  )
})

test('formatMinorOfAll takes one line for a rule that several subjects break', () => {
  const [one, two] = ['One', 'Two'].map((name) =>
    createReport(name, [
      createRule('STOP-09', 'fail', { level: 'SHOULD', message: `${name} waits for itself` }),
      createRule('STOP-08', 'fail', { level: 'SHOULD', message: 'too slow' }),
    ]),
  )
  if (one === undefined || two === undefined) throw new Error('two reports')
  expect(formatMinorOfAll([one, two], { color: false })).toBe(
    '[STOP-09] SHOULD: One waits for itself (One and 1 more)',
  )
  expect(formatMinorOfAll([two], { color: false })).toBe(
    '[STOP-09] SHOULD: Two waits for itself (Two)',
  )
})

test('formatTable tells subjects of one name by their modules', () => {
  const rules = [createRule('STOP-01', 'pass')]
  const twins = ['a.ts', 'b.ts'].map((module) => createReport('Ticker', rules, { module }))
  expect(formatTable(twins, { color: false })).toBe(
    `               STOP  verdict
Ticker (a.ts)  1     conforms
Ticker (b.ts)  1     conforms
numbers: rules passed`,
  )
})

test('formatTable turns into lines where it is wider than the screen', () => {
  expect(formatTable([MIXED], { color: false, width: 30 })).toBe(
    `Heartbeat (src/heartbeat.ts): violates
  3 rules passed, 1 MUST
  failed, 1 SHOULD failed, 3
  skipped, 1 waived, 1 not run`,
  )
})
