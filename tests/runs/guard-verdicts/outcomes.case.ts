import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test.fails('leaks, and is meant to fail, but passes', () => {
  setInterval(idle, 1001)
})

test.fails('leaks, and fails as it is meant to', () => {
  setInterval(idle, 1002)
  expect(1).toBe(2)
})

test.fails('is clean, and fails as it is meant to', () => {
  expect(1).toBe(2)
})

test('leaks, and times out', { timeout: 30 }, async () => {
  setInterval(idle, 1003)
  await sleep(10_000)
})

test('leaks, and fails', () => {
  setInterval(idle, 1004)
  expect(1).toBe(2)
})

test('is clean, and fails', () => {
  expect(3).toBe(4)
})

test('is clean at the end', () => {})
