import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import net from 'node:net'
import tls from 'node:tls'
import { expect } from 'vitest'
import { test } from 'vitest-shutdown'

test('a socket', async ({ network }) => {
  network.answer({ 'echo.test:7': (socket) => void socket.pipe(socket) })
  await once(net.connect(7, 'echo.test'), 'connect')
})

test('a socket beside the clock', async ({ clock, network }) => {
  network.answer({ 'echo.test:7': (socket) => void socket.pipe(socket) })
  net.connect(7, 'echo.test')
  await clock.advance(100)
})

test('a server', async ({ network }) => {
  network.latency('localhost', 2)
  await once(net.createServer().listen(8080, '127.0.0.1'), 'listening')
})

test('a unix socket', async ({ network }) => {
  network.answer({ 'unix:/run/app.sock': () => {} })
  await once(net.connect('/run/app.sock'), 'connect')
})

test('a connection over TLS', async ({ network }) => {
  network.answer({ 'https://api.test': () => new Response('ok') })
  await once(tls.connect(443, 'api.test'), 'secureConnect')
})

test('a datagram socket', async ({ network }) => {
  network.latency('localhost', 2)
  await once(createSocket('udp4').bind(5353, '127.0.0.1'), 'listening')
})

test('a request in flight', async ({ clock, network }) => {
  network.answer({ 'api.test': () => new Promise<Response>(() => {}) })
  fetch('http://api.test/').catch(() => {})
  await clock.advance(100)
})

test('a host that nobody named', async ({ network }) => {
  network.latency('localhost', 2)
  await fetch('http://api.test/').catch((error: Error) => {
    throw error.cause as Error
  })
})

test('a handler that throws', async ({ network }) => {
  network.answer({
    'api.test': () => {
      throw new Error('no jobs table')
    },
  })
  expect((await fetch('http://api.test/')).status).toBe(500)
})

test('what holds from the start', ({ network }) => {
  network.answer({ 'api.test': () => new Response('ok'), level: 'fetch' })
})

test.concurrent('beside other tests', ({ network }) => {
  network.heal()
})
