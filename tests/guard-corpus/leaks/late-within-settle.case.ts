// @case {"leaks":[{"test":"kicks off","kind":"server"}],"note":"a short timer fires while the guard may be waiting, and opens what stays"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

test('kicks off', () => {
  setTimeout(() => {
    createServer().listen(0, '127.0.0.1') // <- leak
  }, 8)
  expect(1).toBe(1)
})

test('runs meanwhile', async () => {
  await pause(100)
  expect(1).toBe(1)
})
