import { expect, test } from 'vitest'
import { formatAnnotations } from '../../../harness/report/format-annotations.ts'
import { buildReport, FAILURE, HOSTILE } from './build-report.ts'

const ALL = { locate: (path: string) => `packages/a/${path}` }

test('a broken MUST is an error on the line of the user', () => {
  const report = buildReport([FAILURE], { module: 'src/heartbeat.ts' })
  expect(formatAnnotations([report], ALL)).toBe(
    '::error file=packages/a/src/heartbeat.ts,line=31,col=12,title=Heartbeat breaks STOP-03::no run starts after shutdown() was called%0AHeartbeat started run #2 at 2000 ms%0AHint: clear the `interval`%0ARun: npx vitest-shutdown explain STOP-03',
  )
})

test('a schedule that broke something can be replayed', () => {
  const report = buildReport([{ ...FAILURE, replay: 'x1-01-n20-b59-s@7-adf0' }], {
    module: 'src/a.ts',
  })
  expect(formatAnnotations([report], ALL)).toContain(
    '%0AReplay: npx vitest-shutdown check src/a.ts --replay x1-01-n20-b59-s@7-adf0%0ARun: ',
  )
})

test('a broken SHOULD, and a waiver or declaration that is not needed, is a warning after all errors', () => {
  const reports = [
    buildReport([
      { ...FAILURE, level: 'SHOULD' },
      { id: 'STOP-04', message: 'it is waived, and holds', needlessWaiver: true },
      { id: 'WORK-07', message: 'no two runs', needlessDeclaration: 'concurrency' },
      { id: 'EXPLORE-01', message: 'covered 9 of 9', coverage: { covered: 9, total: 9 } },
    ]),
    buildReport([FAILURE], { subject: 'Second' }),
  ]
  expect(
    formatAnnotations(reports, ALL)
      .split('\n')
      .map((line) => line.replace(/(?<=.)::.*/, '')),
  ).toEqual([
    '::error file=packages/a/src/heartbeat.ts,line=31,col=12,title=Second breaks STOP-03',
    '::warning file=packages/a/src/heartbeat.ts,line=31,col=12,title=Heartbeat breaks STOP-03 (SHOULD)',
    '::warning title=Heartbeat keeps STOP-04%2C which it waives',
    '::warning title=Heartbeat declares `concurrency`%2C but does not need it',
  ])
})

test('a frame that is not in the repository gives way to the module, and that to nothing', () => {
  const report = buildReport([FAILURE], { module: 'src/subject.ts' })
  const locate = (path: string): string | undefined =>
    path === 'src/subject.ts' ? path : undefined
  expect(formatAnnotations([report], { locate })).toMatch(/^::error file=src\/subject\.ts,title=/)
  expect(formatAnnotations([report], { locate: () => undefined })).toMatch(/^::error title=/)
})

test('what could not be checked is an error with its message alone', () => {
  const report = buildReport(
    [{ id: 'KIT-00', status: 'fail', message: 'Not found.', obstacle: true }],
    {
      subject: 'nope.ts',
      module: 'nope.ts',
    },
  )
  expect(formatAnnotations([report], { locate: () => undefined })).toBe(
    '::error title=nope.ts cannot be checked::Not found.',
  )
})

test('what would end a property, a line or the command is escaped', () => {
  const report = buildReport([{ ...FAILURE, message: `100 %\r\n::error::${HOSTILE}` }], {
    subject: 'a:b,c%d\ne',
  })
  const text = formatAnnotations([report], { locate: () => 'src/a,b:c.ts' })
  expect(text.split('\n')).toHaveLength(1)
  expect(text).toContain('file=src/a%2Cb%3Ac.ts,line=31')
  expect(text).toContain('title=a%3Ab%2Cc%25d e breaks STOP-03::')
  expect(text).toContain('%0A100 %25%0A::error::<script>')
  expect(text).not.toMatch(/\p{Cc}/u)
})

test('there is nothing to say of what conforms', () => {
  expect(formatAnnotations([buildReport([{}])], ALL)).toBe('')
})
