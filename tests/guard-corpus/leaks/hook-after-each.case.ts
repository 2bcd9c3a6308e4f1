// @case {"leaks":[{"test":"first","kind":"timer"},{"test":"second","kind":"timer"}],"note":"opened in afterEach, after an await"}
import { afterEach, expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

afterEach(async () => {
  await pause(1)
  setTimeout(() => {}, 30_000) // <- leak
})

test('first', () => {
  expect(1).toBe(1)
})

test('second', () => {
  expect(1).toBe(1)
})
