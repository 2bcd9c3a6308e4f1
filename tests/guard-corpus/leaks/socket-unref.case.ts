// @case {"leaks":[{"test":"connects in the background","kind":"socket"}],"note":"an unref'd client socket, as connection pools keep them"}
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { portOf } from '../support/port-of.ts'

test('connects in the background', async () => {
  const server = createServer((socket) => socket.unref())
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: '127.0.0.1' }) // <- leak
  await bothConnected(server, client)
  client.unref()
  server.close()
  expect(client.connecting).toBe(false)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
