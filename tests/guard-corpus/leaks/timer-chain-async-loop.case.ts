// @case {"leaks":[{"test":"polls in a loop","kind":"timer"}],"note":"an async loop that sleeps: no interval, no chain of callbacks"}
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

async function poll(onPoll: () => void): Promise<void> {
  for (;;) {
    onPoll()
    await sleep(25) // <- leak
  }
}

test('polls in a loop', async () => {
  let polls = 0
  void poll(() => polls++)
  await sleep(60)
  expect(polls).toBeGreaterThan(1)
})

test('neighbour', async () => {
  await sleep(1)
  expect(1).toBe(1)
})
