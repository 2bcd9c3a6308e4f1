// @case {"leaks":[{"test":"schedules the report","kind":"timer"}],"note":"a one-shot timer far in the future"}
import { expect, test } from 'vitest'

test('schedules the report', () => {
  let sent = false
  setTimeout(() => (sent = true), 60_000) // <- leak
  expect(sent).toBe(false)
})

test('is not due', () => {
  expect(1 + 1).toBe(2)
})
