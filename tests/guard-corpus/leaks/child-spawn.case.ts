// @case {"leaks":[{"test":"spawns","kind":"child"}],"note":"spawn"}
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('spawns', async () => {
  const child = spawn('sleep', ['15'], { stdio: 'ignore' }) // <- leak
  await once(child, 'spawn')
  expect(child.pid).toBeGreaterThan(0)
})

test('spawns and waits', async () => {
  const child = spawn('true')
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(0)
})
