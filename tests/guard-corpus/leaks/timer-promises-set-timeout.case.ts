// @case {"leaks":[{"test":"backs off","kind":"timer"}],"note":"an un-awaited sleep of node:timers/promises"}
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('sleeps', async () => {
  expect(await sleep(1, 'done')).toBe('done')
})

test('backs off', () => {
  const waiting = sleep(45_000) // <- leak
  expect(waiting.then).toBeTypeOf('function')
})

test('neighbour', async () => {
  expect(await sleep(1, 'done')).toBe('done')
})
