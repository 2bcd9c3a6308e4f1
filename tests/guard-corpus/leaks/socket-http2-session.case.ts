// @case {"leaks":[{"test":"asks over HTTP/2","kind":"socket"}],"note":"an HTTP/2 client session that is never closed; the server's side is out of its server's hands"}
import { once } from 'node:events'
import { connect, performServerHandshake } from 'node:http2'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('asks over HTTP/2', async () => {
  const server = createServer((socket) => {
    performServerHandshake(socket).on('stream', (stream) => {
      stream.respond({ ':status': 200 })
      stream.end('hello')
    })
  })
  server.listen(0, '127.0.0.1')
  const session = connect(`http://127.0.0.1:${await portOf(server)}`) // <- leak
  const stream = session.request({ ':path': '/' })
  stream.resume()
  await once(stream, 'end')
  server.close()
  expect(session.closed).toBe(false)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
