import { expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'

test('an item that is run before `submit` has returned is brought back', async () => {
  const report = await checkConformance(
    {
      name: 'Direct',
      ownership: 'owned',
      intervalMs: 1000,
      create: ({ work }) => ({ send: (item: unknown) => work(undefined, item) }),
      submit: (direct, item) => direct.send(item),
      shutdown: async () => {},
      profile: 'graceful',
    },
    { only: ['STOP-01'] },
  )
  expect(report.rules.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'KIT-00 pass',
    'STOP-01 pass',
  ])
})
