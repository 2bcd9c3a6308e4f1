import { setImmediate as turn } from 'node:timers/promises'
import { startTicker } from 'ticker'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idle } from './idle.ts'
import { startServer } from './start-server.ts'

test('leaks after awaits', async () => {
  await turn()
  await Promise.resolve()
  await turn()
  setInterval(idle, 1001)
})

test('leaks in a helper', async () => {
  await startServer()
})

test('leaks in a dependency', () => {
  startTicker()
})

test('stops a dependency', () => {
  startTicker()()
})

test.each([
  { row: 1, isStopped: true },
  { row: 2, isStopped: false },
  { row: 3, isStopped: true },
])('row $row', ({ isStopped }) => {
  const timer = setInterval(idle, 1002)
  if (isStopped) clearInterval(timer)
})

describe('with hooks', () => {
  beforeEach(({ task }) => {
    if (task.name === 'leaks in beforeEach') setInterval(idle, 1003)
  })
  afterEach(({ task }) => {
    if (task.name === 'leaks in afterEach') setInterval(idle, 1004)
  })
  test('before is clean', () => {})
  test('leaks in beforeEach', () => {})
  test('between is clean', () => {})
  test('leaks in afterEach', () => {})
  test('after is clean', () => {})
})

let attempts = 0
test('leaks in the first of two attempts', { retry: 1 }, () => {
  attempts += 1
  if (attempts > 1) return
  setInterval(idle, 1005)
  expect.unreachable('the first attempt fails')
})

test('is clean in all of two attempts', { retry: 1 }, ({ task }) => {
  const timer = setInterval(idle, 1006)
  clearInterval(timer)
  expect(task.result?.retryCount).toBe(1)
})

let repetitions = 0
test('leaks in the second of three repetitions', { repeats: 2 }, () => {
  repetitions += 1
  if (repetitions === 2) setInterval(idle, 1007)
})
