// @case {"note":"a debounce of 5 ms that fires, short timers that nobody awaits"}
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

function debounce(work: () => void, ms: number): () => void {
  let pending: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(pending)
    pending = setTimeout(work, ms)
  }
}

test('debounces', () => {
  let saved = 0
  const save = debounce(() => saved++, 5)
  for (let i = 0; i < 10; i++) save()
  expect(saved).toBe(0)
})

test('is over in a moment', () => {
  setTimeout(() => {}, 0)
  setTimeout(() => setTimeout(() => {}, 1), 1)
  void sleep(2)
  expect(1).toBe(1)
})
