import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { formatJson } from '../../../harness/report/format-json.ts'
import { subjects as brokenSubjects } from '../../broken/index.ts'
import { createSubject } from '../check/minimal-manager.ts'
import { buildReport, FAILURE } from './build-report.ts'

const path = createRequire(import.meta.url).resolve('vitest-shutdown/report.schema.json')
const schema = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema)

function findProblems(value: unknown): string[] {
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

describe('the schema of the JSON', () => {
  test('is what a conforming subject is reported as', async () => {
    const reports = [await checkConformance(createSubject())]
    expect(findProblems(JSON.parse(formatJson(reports)))).toEqual([])
  })

  test.each(
    brokenSubjects
      .filter(({ file }) =>
        /never-ticks|leaky-refcount|unref-and-forget|timeout-ignored/.test(file),
      )
      .map(({ file, subject }) => [file, subject] as const),
  )('is what %s is reported as', async (_file, subject) => {
    const report = await checkConformance({
      ...subject,
      waive: { 'STOP-02': 'for this test', 'CLONE-04': 'for this test' },
    })
    expect(report.rules.some(({ timeline }) => timeline !== undefined)).toBe(true)
    expect(findProblems(JSON.parse(formatJson([{ module: 'a.ts', ...report }])))).toEqual([])
  })

  test('allows what is added to a result, and what is yet to come', () => {
    const report = buildReport([
      { ...FAILURE, replay: 'v1.24.abc', coverage: { covered: 12, total: 80_000 } },
    ])
    expect(findProblems([{ ...report, later: 1 }])).toEqual([])
    expect(findProblems([])).toEqual([])
  })

  const good = buildReport([FAILURE])
  const [rule] = good.rules
  const withRule = (change: object): unknown => [{ ...good, rules: [{ ...rule, ...change }] }]
  test.each<[what: string, value: unknown, problem: string]>([
    ['no array', good, ' must be array'],
    ['an entry that is none', [null], '/0 must be object'],
    ['another version', [{ ...good, schema: 1 }], '/0/schema must be equal to constant'],
    ...['schema', 'subject', 'ownership', 'verdict', 'counts', 'rules'].map(
      (key): [string, unknown, string] => [
        `a report without ${key}`,
        [{ ...good, [key]: undefined }],
        `/0 must have required property '${key}'`,
      ],
    ),
    ...['id', 'level', 'status', 'title', 'durationMs'].map((key): [string, unknown, string] => [
      `a rule without ${key}`,
      withRule({ [key]: undefined }),
      `/0/rules/0 must have required property '${key}'`,
    ]),
    [
      'an unknown verdict',
      [{ ...good, verdict: 'passed' }],
      '/0/verdict must be equal to one of the allowed values',
    ],
    [
      'a count that is none',
      [{ ...good, counts: { ...good.counts, pass: -1 } }],
      '/0/counts/pass must be >= 0',
    ],
    [
      'a count that lacks',
      [{ ...good, counts: { pass: 1 } }],
      "/0/counts must have required property 'fail'",
    ],
    ['no rules', [{ ...good, rules: {} }], '/0/rules must be array'],
    [
      'an id that is none',
      withRule({ id: 'stop-3' }),
      '/0/rules/0/id must match pattern "^[A-Z]+-[0-9]{2}$"',
    ],
    [
      'an unknown status',
      withRule({ status: 'passed' }),
      '/0/rules/0/status must be equal to one of the allowed values',
    ],
    [
      'a failure without a message',
      withRule({ message: undefined }),
      "/0/rules/0 must have required property 'message'",
    ],
    [
      'a skip without a reason',
      withRule({ status: 'skip' }),
      "/0/rules/0 must have required property 'reason'",
    ],
    [
      'an event without a time',
      withRule({ timeline: [{ event: 'create' }] }),
      "/0/rules/0/timeline/0 must have required property 'atMs'",
    ],
    [
      'a mark that is no text',
      withRule({ timeline: [{ atMs: 0, event: 'create', mark: true }] }),
      '/0/rules/0/timeline/0/mark must be string',
    ],
    ['a frame that is no text', withRule({ frame: {} }), '/0/rules/0/frame must be string'],
    [
      'a coverage without a total',
      withRule({ coverage: { covered: 1 } }),
      "/0/rules/0/coverage must have required property 'total'",
    ],
  ])('rejects %s', (_what, value, problem) => {
    expect(findProblems(JSON.parse(JSON.stringify(value)))).toContain(problem)
  })
})
