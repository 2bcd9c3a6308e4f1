import { expect, test } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import type { Network } from '../../../harness/model/network.ts'
import { createNetwork } from '../../../harness/network/create-network.ts'
import { FETCH_LIMIT_MS, watchFetchLimits } from '../../../harness/platform/fetch-limits.ts'
import { warmFetch } from '../../../harness/platform/warm-fetch.ts'

/** A body of which only the beginning ever comes. */
function createHalfResponse(): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
    }),
  )
}

/** Has a request come to its end, and tells when `fetch()` gave it up by its own limit, if it did. */
async function findGivenUpMs(
  ask: (network: Network) => Promise<unknown>,
): Promise<{ outcome: string; givenUpMs: number[] }> {
  await warmFetch()
  const clock = createClock({ startMs: 0 })
  const network = createNetwork({ 'api.test': createHalfResponse })
  const givenUpMs: number[] = []
  const unwatch = watchFetchLimits(() => givenUpMs.push(clock.nowMs))
  const asked = { outcome: '' }
  try {
    void ask(network).then(
      () => (asked.outcome = 'fulfilled'),
      () => (asked.outcome = 'rejected'),
    )
    await clock.drain()
    while (asked.outcome === '' && (await clock.next()));
    return { outcome: asked.outcome, givenUpMs }
  } finally {
    unwatch()
    void network.close()
    clock.restore()
  }
}

const read = async (signal?: AbortSignal): Promise<string> =>
  (await fetch('http://api.test/', signal && { signal })).text()

test.for([
  [
    'an answer that never begins',
    (network: Network) => {
      network.hang('api.test')
      return read()
    },
  ],
  ['a body that never ends', () => read()],
] as const)('%s is given up by the limit of fetch()', async ([, ask]) => {
  const { outcome, givenUpMs } = await findGivenUpMs(ask)
  expect(outcome).toBe('rejected')
  expect(givenUpMs).toHaveLength(1)
  expect(givenUpMs[0]).toBeGreaterThan(FETCH_LIMIT_MS - 1000)
})

test('a request that the caller aborts is not', async () => {
  const given = await findGivenUpMs(() => read(AbortSignal.timeout(5000)))
  expect(given).toEqual({ outcome: 'rejected', givenUpMs: [] })
})
