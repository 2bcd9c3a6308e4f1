import { describe, expect, test } from 'vitest'
import { probeProcess } from 'vitest-shutdown/harness'
import { processRules } from '../../../harness/process/rules/index.ts'
import { brokenPrograms } from '../../broken/process/index.ts'
import { maskReport } from './mask-report.ts'

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('a broken program', () => {
  test.for(brokenPrograms)(
    '$file breaks the rules it breaks, and no others',
    async ({ file, breaks, options }, { expect: expectHere }) => {
      const report = await probeProcess({ module: `tests/broken/process/${file}`, ...options })
      const failed = report.rules.filter(({ status }) => status === 'fail')
      expectHere(failed.map(({ id }): string => id)).toEqual(breaks)
      expectHere(maskReport(report)).toMatchSnapshot()
    },
  )
})

test('there is one for every rule of the process', () => {
  const broken = new Set(brokenPrograms.flatMap(({ breaks }) => breaks))
  expect([...broken].toSorted()).toEqual(processRules.map(({ id }) => id))
})
