// @case {"leaks":[{"test":"ticks","kind":"timer"}],"note":"the async iterator of node:timers/promises is never returned"}
import { setInterval as ticks } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('ticks and stops', async () => {
  for await (const value of ticks(2, 'tick')) {
    expect(value).toBe('tick')
    break
  }
})

test('ticks', async () => {
  const iterator = ticks(2, 'tick')[Symbol.asyncIterator]() // <- leak
  const { value } = await iterator.next() // <- leak
  expect(value).toBe('tick')
})
