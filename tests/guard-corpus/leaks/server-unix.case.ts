// @case {"leaks":[{"test":"listens on a path","kind":"server"}],"note":"a unix socket"}
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../support/scratch.ts'

test('listens on a path', async () => {
  const path = join(scratchFolder(), 'u')
  const server = createServer().listen(path) // <- leak
  await once(server, 'listening')
  expect(server.address()).toBe(path)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
