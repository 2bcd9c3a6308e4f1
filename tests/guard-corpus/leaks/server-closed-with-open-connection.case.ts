// @case {"leaks":[{"test":"closes only the door","kind":"socket"}],"note":"close() is called, the connection on both sides stays"}
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('closes only the door', async () => {
  const server = createServer((socket) => socket.write('hello'))
  server.listen(0, '127.0.0.1')
  const client = connect(await portOf(server), '127.0.0.1') // <- leak
  const [greeting] = (await once(client, 'data')) as [Buffer]
  server.close()
  expect(greeting.toString()).toBe('hello')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
