// @case {"leaks":[{"test":"retries in a second","kind":"timer"}],"note":"short for a human, longer than any sensible settle"}
import { expect, test } from 'vitest'

test('retries in a second', () => {
  const attempts: number[] = []
  const retry = (): void => {
    attempts.push(attempts.length)
    if (attempts.length < 2) setTimeout(retry, 1000) // <- leak
  }
  retry()
  expect(attempts).toEqual([0])
})

test('neighbour', () => {
  expect([1]).toHaveLength(1)
})
