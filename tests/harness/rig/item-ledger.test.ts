import { expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import type { Subject } from '../../../harness/model/subject.ts'

const direct: Subject<{ send: (item: unknown) => unknown }> = {
  name: 'Direct',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => ({ send: (item) => work(undefined, item) }),
  submit: (m, item) => m.send(item),
  shutdown: async () => {},
  profile: 'graceful',
}

test('an item that is run before `submit` has returned is brought back', async () => {
  const report = await checkConformance(direct, { only: ['STOP-01'] })
  expect(report.rules.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'KIT-00 pass',
    'STOP-01 pass',
  ])
})
