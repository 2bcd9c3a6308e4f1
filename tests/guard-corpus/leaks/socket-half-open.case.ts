// @case {"leaks":[{"test":"says goodbye","kind":"socket"}],"note":"end() is called, but the other side allows half-open connections and never ends its own"}
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { bothConnected } from '../support/both-connected.ts'
import { portOf } from '../support/port-of.ts'

test('says goodbye', async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.resume())
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: '127.0.0.1' }) // <- leak
  await bothConnected(server, client)
  client.end('bye')
  await once(client, 'finish')
  server.close()
  expect(client.readyState).toBe('readOnly')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
