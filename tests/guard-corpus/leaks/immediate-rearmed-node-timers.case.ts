// @case {"leaks":[{"test":"pumps","kind":"immediate"}],"note":"the same from node:timers, through an async loop"}
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'

let pumping = 0

async function pump(): Promise<never> {
  for (;;) {
    pumping++
    await turn() // <- leak
  }
}

test('neighbour', async () => {
  await turn()
  expect(pumping).toBe(0)
})

test('pumps', async () => {
  void pump()
  await turn()
  expect(pumping).toBeGreaterThan(0)
})
