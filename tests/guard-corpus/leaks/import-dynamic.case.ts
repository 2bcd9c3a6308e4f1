// @case {"leaks":[{"test":"loads it","kind":"timer","orFile":true}],"files":["support/starts-on-import.ts"],"isolated":true,"note":"loaded by import() in a test: its module code opens the timer in that test's context"}
import { expect, test } from 'vitest'

test('neighbour', () => {
  expect(1).toBe(1)
})

test('loads it', async () => {
  const { countBeats } = await import('../support/starts-on-import.ts')
  expect(countBeats()).toBe(0)
})

test('loads it again', async () => {
  const { countBeats } = await import('../support/starts-on-import.ts')
  expect(countBeats()).toBe(0)
})
