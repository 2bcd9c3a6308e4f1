import '../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { subject as beatsByUdp } from './network/beats-by-udp.ts'
import { subject as confirmsOverHttps } from './network/confirms-over-https.ts'
import { subject as retriesUntilStopped } from './network/retries-until-stopped.ts'

// Every schedule would have a real handshake: what explores is left to the managers over http.
const skip = Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'it takes too long']))

test.for([
  // Its requests belong to the run in flight, and pools connect again by themselves.
  [confirmsOverHttps, []],
  [retriesUntilStopped, []],
  // A datagram needs no connection.
  [beatsByUdp, ['NET-03']],
] as const)('nobody accuses %$', async ([subject, skipped]) => {
  const { rules } = await checkConformance(subject, { skip })
  const found = rules.filter(
    ({ id, status }) => status === 'fail' || (status === 'not-run' && !(id in skip)),
  )
  expect(found.map(({ id, message, reason }) => `${id} ${message ?? reason}`)).toEqual([])
  const net = rules.filter(({ id }) => id.startsWith('NET'))
  expect(net.filter(({ status }) => status !== 'pass').map(({ id }) => id)).toEqual(skipped)
})
