// @vitest-environment ./hostile-environment.ts
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test('is clean', () => {
  expect(performance.now()).toBeGreaterThan(0)
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
