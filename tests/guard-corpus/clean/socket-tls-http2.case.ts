// @case {"note":"TLS and HTTP/2 clients that are closed, awaited and not"}
import { once } from 'node:events'
import http2 from 'node:http2'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const psk = Buffer.from('0123456789abcdef')
const options = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

test('shakes hands', async () => {
  const server = tls.createServer({ ...options, pskCallback: () => psk }, (socket) =>
    socket.resume(),
  )
  server.listen(0, '127.0.0.1')
  const port = await portOf(server)
  const pskCallback = () => ({ psk, identity: 'client' })
  const checkServerIdentity = () => undefined
  const client = tls.connect({ ...options, port, pskCallback, checkServerIdentity })
  await once(client, 'secureConnect')
  client.end()
  await new Promise((resolve) => server.close(resolve))
  expect(client.writableEnded).toBe(true)
})

test('asks over HTTP/2', async () => {
  const server = http2.createServer((_request, response) => response.end('hello'))
  server.listen(0, '127.0.0.1')
  const session = http2.connect(`http://127.0.0.1:${await portOf(server)}`)
  const stream = session.request({ ':path': '/' })
  stream.resume()
  await once(stream, 'end')
  session.close()
  server.close()
  expect(session.closed).toBe(true)
})
