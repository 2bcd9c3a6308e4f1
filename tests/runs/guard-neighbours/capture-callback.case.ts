import { afterAll, beforeAll, expect, test } from 'vitest'
import { idle } from './idle.ts'

const captured: unknown[] = []

beforeAll(() => {
  process.setUncaughtExceptionCaptureCallback((error) => captured.push(error))
})

afterAll(() => {
  process.setUncaughtExceptionCaptureCallback(null)
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})

test('throws where only the callback hears of it', async () => {
  setImmediate(() => {
    throw new Error('captured')
  })
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
  expect(captured).toEqual([new Error('captured')])
})
