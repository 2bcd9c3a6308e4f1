// @case {"note":"process.stdin is touched and not read; a listener on it is removed"}
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

test('is touched', () => {
  expect(process.stdin).toBeDefined()
  expect(process.stdin.isTTY).not.toBe(true)
})

test('is listened to and left', () => {
  const listener = (): void => {}
  process.stdin.on('data', listener)
  process.stdin.off('data', listener)
  process.stdin.pause()
  expect(process.stdin.listenerCount('data')).toBe(0)
})

test('is read by lines and closed', () => {
  createInterface({ input: process.stdin }).close()
  expect(1).toBe(1)
})
