// @case {"leaks":[{"test":"uses it first","kind":"timer"}],"note":"a lazily created singleton that nobody closes: the first test that used it opened it"}
import { expect, test } from 'vitest'

let heart: NodeJS.Timeout | undefined

function getHeart(): NodeJS.Timeout {
  heart ??= setInterval(() => {}, 1000) // <- leak
  return heart
}

test('does without', () => {
  expect(heart).toBeUndefined()
})

test('uses it first', () => {
  expect(getHeart().hasRef()).toBe(true)
})

test('uses it again', () => {
  expect(getHeart()).toBe(heart)
})
