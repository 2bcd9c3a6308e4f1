// @case {"leaks":[{"test":"sleeps for long","kind":"timer"}],"note":"util.promisify(setTimeout)"}
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const sleep = promisify(setTimeout)

test('sleeps', async () => {
  await sleep(1)
  expect(1).toBe(1)
})

test('sleeps for long', () => {
  void sleep(30_000) // <- leak
  expect(1).toBe(1)
})
