import { expect, test } from 'vitest'
import { idle } from './idle.ts'
import { findLateWork } from './late-work.ts'

test('is clean', () => {
  expect(findLateWork()?.isDone).toBe(true)
})

test('leaks', () => {
  setInterval(idle, 1004)
})
