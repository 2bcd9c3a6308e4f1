// @case {"leaks":[{"test":"upgrades","kind":"socket"}],"note":"an upgraded connection, as a WebSocket client has one: out of HTTP's hands on both sides"}
import { createServer, request } from 'node:http'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('upgrades', async () => {
  const server = createServer()
  server.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  const port = await portOf(server)
  const headers = { Connection: 'Upgrade', Upgrade: 'echo' }
  const asking = request({ port, host: '127.0.0.1', headers }) // <- leak
  asking.end() // <- leak
  const socket = await new Promise<Socket>((resolve) => {
    asking.once('upgrade', (_response, upgraded: Socket) => resolve(upgraded))
  })
  server.close()
  expect(socket.destroyed).toBe(false)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
