// @case {"note":"end() and destroy() of clients without waiting, the server closes behind them"}
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { portOf } from '../support/port-of.ts'

test.for(['end', 'destroy', 'destroySoon'] as const)('%s', async (method) => {
  const server = createServer((socket) => socket.resume())
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: 'localhost' })
  await bothConnected(server, client)
  client[method]()
  server.close()
  expect(client.writable).toBe(false)
})

test('is destroyed while it connects', async () => {
  const server = createServer((socket) => socket.resume())
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: 'localhost' })
  client.destroy()
  server.close()
  expect(client.destroyed).toBe(true)
})

test('times out', async () => {
  const server = createServer((socket) => socket.resume())
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: '127.0.0.1', timeout: 5 })
  await once(client, 'timeout')
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
  expect(client.destroyed).toBe(true)
})
