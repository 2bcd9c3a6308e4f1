// @case {"leaks":[{"test":"first","kind":"timer"},{"test":"second","kind":"timer"}],"note":"opened before runTest() in aroundEach; another one is closed after it"}
import { aroundEach, expect, test } from 'vitest'

aroundEach(async (runTest) => {
  const mine = setInterval(() => {}, 1000)
  setInterval(() => {}, 2000) // <- leak
  await runTest()
  clearInterval(mine)
})

test('first', () => {
  expect(1).toBe(1)
})

test('second', () => {
  expect(1).toBe(1)
})
