// @case {"leaks":[{"test":"waits for a connection","kind":"timer"}],"note":"opened in the callback of vi.waitFor"}
import { expect, test, vi } from 'vitest'

test('waits for a connection', async () => {
  let tries = 0
  await vi.waitFor(
    () => {
      tries++
      if (tries < 3) throw new Error('not yet')
      setInterval(() => {}, 1000) // <- leak
    },
    { interval: 2 },
  )
  expect(tries).toBe(3)
})

test('waits', async () => {
  let tries = 0
  await vi.waitFor(() => expect(++tries).toBe(3), { interval: 2 })
})
