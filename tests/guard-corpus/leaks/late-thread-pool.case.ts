// @case {"leaks":[{"test":"kicks off","kind":"timer","orFile":true}],"note":"work in the thread pool outlives its test and starts a timer while the next test runs: the first one did it"}
import { pbkdf2 } from 'node:crypto'
import { expect, test, vi } from 'vitest'

let started = false

test('kicks off', () => {
  pbkdf2('secret', 'salt', 900_000, 64, 'sha512', () => {
    setInterval(() => {}, 1000) // <- leak
    started = true
  })
  expect(started).toBe(false)
})

test('runs meanwhile', async () => {
  await vi.waitFor(() => expect(started).toBe(true), { timeout: 20_000, interval: 20 })
})

test('neighbour', () => {
  expect(1).toBe(1)
})
