import { expect, test } from 'vitest'
import { runVirtual } from 'vitest-shutdown'
import { waitForEver } from './wait-for-ever.ts'

test('a body that is stuck', async () => {
  await runVirtual(async () => {
    await waitForEver()
  })
})

test('a chain of microtasks', async () => {
  await runVirtual(
    async () => {
      for (;;) await null
    },
    { maxJobs: 10_000 },
  )
})

test('the next test meets real time', async () => {
  const before = Date.now()
  await new Promise((resolve) => {
    setTimeout(resolve, 1)
  })
  expect(Date.now() - before).toBeLessThan(20_000)
})
