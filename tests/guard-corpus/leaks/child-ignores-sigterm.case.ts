// @case {"leaks":[{"test":"asks it to stop","kind":"child"}],"note":"kill() was called, but the child ignores SIGTERM"}
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const STUBBORN = "process.on('SIGTERM', () => {}); console.log('up'); setTimeout(() => {}, 15000)"

test('asks it to stop', async () => {
  const child = spawn(process.execPath, ['-e', STUBBORN], { stdio: ['ignore', 'pipe', 'ignore'] }) // <- leak
  await once(child.stdout, 'data')
  expect(child.kill('SIGTERM')).toBe(true)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
