// @case {"leaks":[{"test":"dials a path","kind":"socket"}],"note":"a client of a unix socket"}
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { scratchFolder } from '../support/scratch.ts'

test('dials a path', async () => {
  const path = join(scratchFolder(), 'u')
  const server = createServer((socket) => socket.resume()).listen(path)
  await once(server, 'listening')
  const client = createConnection(path) // <- leak
  await bothConnected(server, client)
  server.close()
  expect(client.readyState).toBe('open')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
