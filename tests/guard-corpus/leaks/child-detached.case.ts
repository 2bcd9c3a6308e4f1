// @case {"leaks":[{"test":"starts a daemon","kind":"child"}],"note":"detached and unref'd: nothing keeps the worker alive, the process is there"}
import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

test('starts a daemon', () => {
  const child = spawn('sleep', ['15'], { detached: true, stdio: 'ignore' }) // <- leak
  child.unref()
  expect(child.pid).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
