import { expect, test } from 'vitest'
import { checkConformance } from 'vitest-shutdown/harness'

import manager from '../../examples/reference/async-task-manager.ts'
import precise from '../../examples/reference/precise-scheduler.ts'
import scheduler from '../../examples/reference/scheduler-task.ts'

test.each([scheduler, manager, precise])(
  '$name keeps every rule, of every level',
  async (subject) => {
    const report = await checkConformance(subject)
    expect(report.rules.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([])
    expect(report.verdict).toBe('conforms')
  },
  // The precise one is paced in quanta: it takes ten times as many steps as the others.
  240_000,
)
