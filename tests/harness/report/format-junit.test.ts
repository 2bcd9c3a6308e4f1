import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { formatFailure } from '../../../harness/report/format-failure.ts'
import { formatJunit } from '../../../harness/report/format-junit.ts'
import type { Report } from '../../../harness/model/report.ts'
import { buildReport, buildRule, FAILURE, HOSTILE } from './build-report.ts'

/** Reads XML, strictly. */
function parse(xml: string): Document {
  return new new JSDOM('').window.DOMParser().parseFromString(xml, 'application/xml')
}

function read(reports: readonly Report[]): Element[] {
  return [...parse(formatJunit(reports)).querySelectorAll('testcase')]
}

function readAttributes(element: Element | undefined): Record<string, string> {
  return Object.fromEntries(
    Array.from(element?.attributes ?? [], ({ name, value }) => [name, value]),
  )
}

const SOFT = { ...FAILURE, id: 'STOP-08', level: 'SHOULD' } as const
const MIXED = buildReport(
  [
    { id: 'KIT-00' },
    FAILURE,
    SOFT,
    { id: 'STOP-04', status: 'waived', reason: 'by design', message: 'it throws' },
    { id: 'STOP-05', message: 'STOP-05 is waived, and holds', needlessWaiver: true },
    { id: 'CLONE-01', status: 'skip', reason: 'it has no clones' },
    { id: 'LOG-01', status: 'not-run', reason: 'it died' },
    { id: 'EXPLORE-01', message: 'covered 9 of 9', coverage: { covered: 9, total: 9 } },
  ],
  { module: 'src/heartbeat.ts' },
)

describe('formatJunit()', () => {
  test('counts, so that what is said adds up', () => {
    const xml = parse(formatJunit([MIXED, buildReport([{ durationMs: 1234 }])]))
    expect(readAttributes(xml.documentElement)).toEqual({
      name: 'vitest-shutdown',
      tests: '9',
      failures: '1',
      errors: '0',
      time: '1.246',
    })
    expect([...xml.querySelectorAll('testsuite')].map(readAttributes)).toEqual([
      {
        name: 'Heartbeat (src/heartbeat.ts)',
        tests: '8',
        failures: '1',
        errors: '0',
        skipped: '5',
        time: '0.012',
        file: 'src/heartbeat.ts',
      },
      { name: 'Heartbeat', tests: '1', failures: '0', errors: '0', skipped: '0', time: '1.234' },
    ])
    expect(xml.querySelectorAll('skipped')).toHaveLength(5)
    expect(xml.querySelectorAll('failure')).toHaveLength(1)
  })

  test('skips a rule that shows a declaration to be needless, and says so', () => {
    const message = '`concurrency: 2` is declared, but no two runs were ever in flight at once'
    const rule = { id: 'WORK-07', message, needlessDeclaration: 'concurrency' } as const
    const [test] = read([buildReport([rule])])
    expect(readAttributes(test?.querySelector('skipped') ?? undefined)).toEqual({ message })
  })

  test('gives the full text of a broken MUST', () => {
    const [, broken] = read([MIXED])
    expect(readAttributes(broken)).toEqual({
      name: 'STOP-03 MUST no run starts after shutdown() was called',
      classname: 'Heartbeat (src/heartbeat.ts)',
      time: '0.002',
    })
    const failure = broken?.querySelector('failure') ?? undefined
    expect(readAttributes(failure)).toEqual({ message: FAILURE.message, type: 'MUST' })
    expect(failure?.textContent).toBe(formatFailure(buildRule(FAILURE), { color: false }))
  })

  test('says how to replay a schedule, with the module', () => {
    const rule = { ...FAILURE, replay: 'x1-01-n20-b59-s@7-adf0' }
    const [broken] = read([buildReport([rule], { module: 'src/heartbeat.ts' })])
    expect(broken?.querySelector('failure')?.textContent).toContain(
      '\n  Replay: npx vitest-shutdown check src/heartbeat.ts --replay x1-01-n20-b59-s@7-adf0\n',
    )
  })

  test('skips what breaks no MUST, and says what was found', () => {
    const said = read([MIXED])
      .slice(2)
      .map((element) => [
        element.querySelector('skipped')?.getAttribute('message'),
        element.querySelector('system-out')?.textContent,
      ])
    expect(said).toEqual([
      [
        'SHOULD not met: Heartbeat started run #2 at 2000 ms',
        formatFailure(buildRule(SOFT), { color: false }),
      ],
      ['waived: by design', expect.stringContaining('\n  it throws\n')],
      ['STOP-05 is waived, and holds', 'STOP-05 is waived, and holds'],
      ['it has no clones', undefined],
      ['it died', undefined],
      [undefined, 'covered 9 of 9'],
    ])
  })

  test('makes an error of what could not be checked', () => {
    const [element] = read([
      buildReport([{ id: 'KIT-00', status: 'fail', message: 'Not found.', obstacle: true }]),
    ])
    const error = element?.querySelector('error') ?? undefined
    expect(readAttributes(error)).toEqual({ message: 'Not found.', type: 'MUST' })
    expect(error?.textContent).toBe('  Not found.')
  })

  test('tells two subjects of one name apart', () => {
    const names = read([buildReport([{}]), buildReport([{}])]).map((element) =>
      element.getAttribute('classname'),
    )
    expect(names).toEqual(['Heartbeat', 'Heartbeat #2'])
  })

  test('is well-formed and complete, whatever the names are', () => {
    const [element] = read([
      buildReport([{ ...FAILURE, message: `one\ntwo ${HOSTILE}` }], { subject: HOSTILE }),
    ])
    const plain = `<script>alert(1)</script> & "quotes" 'single' ]]> red \uFFFD \uFFFD 漢字 🛑`
    expect(element?.getAttribute('classname')).toBe(plain)
    const failure = element?.querySelector('failure')
    expect(failure?.getAttribute('message')).toBe(`one\ntwo ${plain}`)
    expect(failure?.textContent).toContain(`  one\n  two ${plain}\n`)
  })

  test('uses no element and no attribute that the schema of Jenkins does not know', () => {
    const xml = parse(formatJunit([MIXED, buildReport([])]))
    for (const element of xml.querySelectorAll('*')) {
      const { attributes, children } = KNOWN[element.tagName] ?? { attributes: [], children: [] }
      const names = Object.keys(readAttributes(element))
      expect(attributes).toEqual(expect.arrayContaining(names))
      expect(children).toEqual(expect.arrayContaining([...element.children].map((c) => c.tagName)))
    }
  })
})

/** What junit-10.xsd of the xUnit plugin of Jenkins allows; its attributes that are not needed are left out. */
const KNOWN: Readonly<Record<string, { attributes: string[]; children: string[] }>> = {
  testsuites: {
    attributes: ['name', 'time', 'tests', 'failures', 'errors'],
    children: ['testsuite'],
  },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'file'],
    children: ['testcase'],
  },
  testcase: {
    attributes: ['name', 'classname', 'time'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  skipped: { attributes: ['type', 'message'], children: [] },
  error: { attributes: ['type', 'message'], children: [] },
  failure: { attributes: ['type', 'message'], children: [] },
  'system-out': { attributes: [], children: [] },
}
