import { expect, test, vi } from 'vitest'
import { explore } from '../../../harness/explore/explore.ts'
import { formatExploration } from '../../../harness/report/format-exploration.ts'
import { subject as lostWakeup } from '../../broken/explore/lost-wakeup.ts'

// As in Bun and Deno.
vi.mock('node:v8', () => ({ promiseHooks: undefined }))

test('without promise hooks a race is found by counting microtasks, and the report says so', async () => {
  const report = await explore(lostWakeup, { rules: ['EXPLORE-01'], budgetMs: 60_000 })
  expect(report.verdict).toBe('broken')
  expect(report.spaces[0]?.failure?.brokenRule).toBe('STOP-01')
  expect(formatExploration(report)).toContain(
    'This runtime has no promise hooks: moments were found by counting microtasks, which is coarser.',
  )
})
