import { checkConformance, describeConformance, formatReport } from 'vitest-shutdown'
import { expect, test } from 'vitest'
import broken from './check-then-sleep.ts'
import subject from './heartbeat.subject.ts'

describeConformance(subject)

test('a manager that starts one run too many is found out', async () => {
  const report = await checkConformance(broken)
  expect(report.verdict).toBe('violates')
  const failed = report.rules.filter(({ status }) => status === 'fail').map(({ id }) => id)
  expect(failed).toContain('STOP-03')
  expect(formatReport(report)).toMatch(/\[STOP-03\][^]+ not allowed\n/)
})
