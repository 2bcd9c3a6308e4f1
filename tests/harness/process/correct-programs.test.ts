import { describe, test } from 'vitest'
import { probeProcess } from 'vitest-shutdown/harness'
import { correctPrograms } from '../../correct/process-programs.ts'

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('a correct program', () => {
  test.for(correctPrograms)('$file breaks no rule', async ({ file, options }, { expect }) => {
    const report = await probeProcess({ module: `tests/correct/process/${file}`, ...options })
    const rules = report.rules.map(({ id, status, reason, message }) =>
      [id, status, reason ?? message].filter(Boolean).join(' '),
    )
    expect(rules).toMatchSnapshot()
    expect(report.probe.notes).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})
