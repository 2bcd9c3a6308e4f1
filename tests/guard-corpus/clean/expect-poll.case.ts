// @case {"note":"expect.poll, at once and after a while, concurrent too"}
import { describe, expect, test } from 'vitest'

test('at once', async () => {
  await expect.poll(() => 1).toBe(1)
})

test('after a while', async () => {
  let tries = 0
  await expect.poll(() => ++tries, { interval: 5, timeout: 3000 }).toBe(5)
})

describe.concurrent('concurrent', () => {
  test.for([3, 5, 7])('%i tries', async (count) => {
    let tries = 0
    await expect.poll(async () => ++tries, { interval: 3 }).toBe(count)
  })
})
