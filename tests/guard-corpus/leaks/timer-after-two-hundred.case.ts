// @case {"leaks":[{"test":"debounces every key","kind":"timer"}],"note":"200 timers, each replaced by the next; the last one stays"}
import { expect, test } from 'vitest'

test('debounces every key', () => {
  let saved = 0
  let pending: NodeJS.Timeout | undefined
  const type = (): void => {
    clearTimeout(pending)
    pending = setTimeout(() => saved++, 2000) // <- leak
  }
  for (let key = 0; key < 200; key++) type()
  expect(saved).toBe(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
