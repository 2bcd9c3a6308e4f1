// @case {"leaks":[{"test":"reads a little","kind":"socket"}],"note":"a paused socket with unread data: the end of the other side is never seen"}
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('reads a little', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(Buffer.alloc(4_000_000))
  })
  server.listen(0, '127.0.0.1')
  const client = connect({ port: await portOf(server), host: '127.0.0.1' }) // <- leak
  await once(client, 'data')
  client.pause()
  server.close()
  expect(client.isPaused()).toBe(true)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
