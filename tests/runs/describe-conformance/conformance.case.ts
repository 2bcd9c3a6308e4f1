import { describe, expect, test } from 'vitest'
import { defineSubject, describeConformance, type RuleId } from 'vitest-shutdown'
import { LeakyHeartbeat } from './leaky-heartbeat.ts'

const only: RuleId[] = ['STOP-01', 'STOP-02', 'STOP-09', 'DROP-12', 'CLONE-01']
const subject = defineSubject({
  name: 'Leaky',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LeakyHeartbeat(probe),
  waive: { 'STOP-09': 'never called from inside' },
})

describeConformance(subject, { only })
describeConformance({ ...subject, name: 'Strict' }, { only, strict: true })
describeConformance(
  { ...subject, name: 'Waived', waive: { 'STOP-02': 'runs are short', 'STOP-01': 'no reason' } },
  { only },
)

describe('a neighbour that is concurrent', () => {
  test('meets real timers', async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 1)
    })
    expect(Date.now()).toBeLessThan(Date.parse('2100-01-01'))
  })
})
