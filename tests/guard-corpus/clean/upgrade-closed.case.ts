// @case {"note":"an upgraded connection whose sides are destroyed"}
import { createServer, request } from 'node:http'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('upgrades', async () => {
  const server = createServer()
  server.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n')
    socket.once('end', () => socket.end())
    socket.resume()
  })
  server.listen(0, '127.0.0.1')
  const headers = { Connection: 'Upgrade', Upgrade: 'echo' }
  const asking = request({ port: await portOf(server), host: '127.0.0.1', headers })
  asking.end()
  const socket = await new Promise<Duplex>((resolve) => {
    asking.once('upgrade', (_response, upgraded) => resolve(upgraded))
  })
  socket.end()
  await new Promise((resolve) => server.close(resolve))
  socket.destroy()
  expect(server.listening).toBe(false)
})
