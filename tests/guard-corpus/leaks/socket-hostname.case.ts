// @case {"leaks":[{"test":"dials","kind":"socket"}],"note":"connect to a host name; the server is another's, half-open so that its end does not close the client"}
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { portOf } from '../support/port-of.ts'

const accepted = new Set<Socket>()
const server = createServer((socket) => {
  accepted.add(socket)
  socket.resume()
})

beforeAll(async () => {
  server.listen(0, 'localhost')
  await portOf(server)
})

afterAll(async () => {
  for (const socket of accepted) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

test('dials and hangs up', async () => {
  const client = connect({ host: 'localhost', port: await portOf(server), allowHalfOpen: true })
  await bothConnected(server, client)
  client.destroy()
  expect(client.destroyed).toBe(true)
})

test('dials', async () => {
  const client = connect({ host: 'localhost', port: await portOf(server), allowHalfOpen: true }) // <- leak
  await bothConnected(server, client)
  client.resume()
  expect(client.readyState).toBe('open')
})
