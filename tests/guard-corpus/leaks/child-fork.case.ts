// @case {"leaks":[{"test":"forks","kind":"child"}],"note":"fork, with its IPC channel"}
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const IDLE = fileURLToPath(new URL('../support/idle-child.mjs', import.meta.url))

test('forks', async () => {
  const child = fork(IDLE, [], { execArgv: [] }) // <- leak
  expect(await once(child, 'message')).toContain('up')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
