// @case {"leaks":[{"test":"listens on a host","kind":"server"}],"note":"listen(port, host): the handle is made after a look-up, without a frame of the user"}
import { once } from 'node:events'
import net from 'node:net'
import { expect, test } from 'vitest'

test('listens on a host', async () => {
  const server = net.createServer()
  server.listen(0, '127.0.0.1') // <- leak
  await once(server, 'listening')
  expect(server.listening).toBe(true)
})

test('neighbour', () => {
  expect(net.isIP('127.0.0.1')).toBe(4)
})
