// @case {"leaks":[{"test":"runs a program","kind":"child"}],"note":"promisify(execFile), not awaited"}
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('runs a program and awaits it', async () => {
  expect((await run('echo', ['hi'])).stdout).toBe('hi\n')
})

test('runs a program', () => {
  const running = run('sleep', ['15']) // <- leak
  running.catch(() => {})
  expect(running.child.pid).toBeGreaterThan(0)
})
