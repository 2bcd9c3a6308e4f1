import '../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { subject as confirmsOverHttps } from './network/confirms-over-https.ts'

// Every schedule would have a real handshake: what explores is left to the managers over http.
const skip = Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'it takes too long']))

test('requests of a run in flight, and pools that connect again by themselves, accuse nobody', async () => {
  const { rules } = await checkConformance(confirmsOverHttps, { skip })
  const found = rules.filter(
    ({ id, status }) => status === 'fail' || (status === 'not-run' && !(id in skip)),
  )
  expect(found.map(({ id, message, reason }) => `${id} ${message ?? reason}`)).toEqual([])
  expect(rules.filter(({ id, status }) => id.startsWith('NET') && status === 'pass')).toHaveLength(
    7,
  )
})
