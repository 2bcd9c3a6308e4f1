// @case {"leaks":[{"test":"binds","kind":"udp"}],"note":"a UDP socket; the handle is made by createSocket, the port by bind"}
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('binds', async () => {
  const socket = createSocket('udp4') // <- leak
  socket.bind(0, '127.0.0.1') // <- leak
  await once(socket, 'listening')
  expect(socket.address().port).toBeGreaterThan(0)
})

test('binds and closes', async () => {
  const socket = createSocket('udp4')
  socket.bind(0)
  await once(socket, 'listening')
  socket.close()
  expect(1).toBe(1)
})
