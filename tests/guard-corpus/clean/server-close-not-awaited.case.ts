// @case {"note":"server.close() without waiting, for each kind of server"}
import { createSocket } from 'node:dgram'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const makers = {
  tcp: () => createServer(),
  tls: () => createTlsServer({}),
  http: () => createHttpServer(),
  https: () => createHttpsServer({}),
  http2: () => createHttp2Server(),
}

test.for(Object.entries(makers))('%s', async ([, make]) => {
  const server = make().listen(0, '127.0.0.1')
  expect(await portOf(server)).toBeGreaterThan(0)
  server.close()
})

test('udp', () => {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1', () => socket.close())
  expect(socket).toBeDefined()
})

test('closed before it listens', () => {
  const server = createServer()
  server.listen(0, 'localhost')
  server.close()
  expect(server.listening).toBe(false)
})
