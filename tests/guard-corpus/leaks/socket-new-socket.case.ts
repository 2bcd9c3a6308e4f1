// @case {"leaks":[{"test":"dials","kind":"socket"}],"note":"new Socket().connect(port): the wrapper is made before the connection"}
import net from 'node:net'
import { expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { portOf } from '../support/port-of.ts'

test('dials', async () => {
  const server = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  const client = new net.Socket()
  client.connect(await portOf(server)) // <- leak
  await bothConnected(server, client)
  server.close()
  expect(client.readyState).toBe('open')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
