// @case {"leaks":[{"test":"runs a shell","kind":"child"}],"note":"exec, with pipes to a shell"}
import { exec } from 'node:child_process'
import { expect, test } from 'vitest'

test('runs a shell', () => {
  const child = exec('exec sleep 15', () => {}) // <- leak
  expect(child.pid).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
