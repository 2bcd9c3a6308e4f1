import { describeExploration, explore } from 'vitest-shutdown'
import { expect, test } from 'vitest'
import broken from './check-then-sleep.ts'
import subject from './heartbeat.subject.ts'

describeExploration(subject, { rules: ['EXPLORE-01', 'EXPLORE-02'], budgetMs: 500 })

test('the shortest plan that breaks a manager is found, and replayed from its token', async () => {
  const found = await explore(broken, { rules: ['EXPLORE-01'] })
  const [space] = found.spaces
  expect(space?.status).toBe('broken')
  const replayed = await explore(broken, { replay: space?.failure?.replay ?? '' })
  expect(replayed.spaces[0]?.failure?.replay).toBe(space?.failure?.replay)
})
