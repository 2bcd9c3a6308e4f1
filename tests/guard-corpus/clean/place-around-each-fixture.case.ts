// @case {"note":"an aroundEach that uses a fixture: the fixture is torn down after the hook"}
import { expect, test as base } from 'vitest'

const test = base.extend('heart', ({ task }, { onCleanup }) => {
  const heart = setInterval(() => {}, 1000)
  onCleanup(() => clearInterval(heart))
  expect(task.name).not.toBe('')
  return heart
})

test.aroundEach(async (runTest, { heart }) => {
  expect(heart.hasRef()).toBe(true)
  await runTest()
})

test('first', ({ heart }) => {
  expect(heart.hasRef()).toBe(true)
})

test('second', () => {
  expect(1).toBe(1)
})
