import { stat } from 'node:fs/promises'
import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import http from 'node:http'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { test } from 'vitest-shutdown'

// What fetch() compiles before its first request takes as long as on a busy machine.
const wasm = (globalThis as unknown as { WebAssembly: { compile(bytes: unknown): unknown } })
  .WebAssembly
const { compile } = wasm
wasm.compile = async (bytes) => {
  for (let n = 0; n < 50; n += 1) await stat('.')
  return compile(bytes)
}

const ok = (): Response => new Response('ok')

describe('beside the clock', () => {
  test('packets take virtual time', async ({ clock, network }) => {
    network.answer({ 'api.test': ok })
    network.latency('api.test', 50)
    const answer = fetch('http://api.test/').then((response) => response.text())
    await clock.advance(500)
    expect(await answer).toBe('ok')
    expect(network.requests('api.test')).toMatchObject([{ method: 'GET', status: 200 }])
  })

  test('a hang lasts until fetch() gives up', async ({ clock, network }) => {
    network.answer({ 'api.test': ok })
    network.hang('api.test')
    const failure = fetch('http://api.test/').catch((error: Error) => error.cause)
    await clock.advance(400_000)
    expect(await failure).toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
  })

  test('runVirtual() moves it by itself', async ({ clock, network }) => {
    network.answer({ 'api.test': ok })
    await clock.runVirtual(async () => {
      await sleep(3_600_000)
      expect(await (await fetch('https://api.test/')).text()).toBe('ok')
    })
    expect(clock.nowMs).toBeGreaterThanOrEqual(3_600_000)
  })

  test('a manager is shut down at the end', async ({ clock, manage, network }) => {
    network.answer({ 'echo.test:7': (socket) => void socket.pipe(socket) })
    const socket = net.connect(7, 'echo.test')
    manage(socket, { shutdown: (one) => void one.end() })
    socket.write('hello')
    const data = once(socket, 'data')
    await clock.advance(100)
    expect(String(await data)).toBe('hello')
  })
})

describe('without it, time goes by itself', () => {
  test('a request is answered', async ({ network }) => {
    network.answer({ 'api.test': ok })
    expect(await (await fetch('http://api.test/')).text()).toBe('ok')
    await sleep(5)
  })

  test('a server of the test is closed', async ({ network }) => {
    const server = http.createServer((_, response) => response.end('pong')).listen(8080)
    await once(server, 'listening')
    expect(await (await fetch('http://localhost:8080/')).text()).toBe('pong')
    expect(network.connections()).toMatchObject([
      { host: 'localhost', port: 8080, state: 'open' },
      { host: 'localhost', port: 8080, state: 'listening' },
    ])
    server.close()
  })

  test('a socket that is closed last', async ({ network }) => {
    network.answer({ 'echo.test:7': (socket) => void socket.pipe(socket) })
    const socket = net.connect(7, 'echo.test')
    await once(socket, 'connect')
    socket.end()
  })

  test('an agent keeps its connection', async ({ network }) => {
    network.answer({ 'api.test': ok })
    const [response] = (await once(http.get('http://api.test/'), 'response')) as [
      http.IncomingMessage,
    ]
    response.resume()
    await once(response, 'end')
  })

  test('datagrams', async ({ network }) => {
    expect(network.connections()).toEqual([])
    const socket = createSocket('udp4').bind(5353, '127.0.0.1')
    await once(socket, 'listening')
    socket.send('hello', 5353, '127.0.0.1')
    expect(String((await once(socket, 'message'))[0])).toBe('hello')
    socket.close()
  })
})

describe('by an option', () => {
  test.override('shutdownOptions', { network: { 'api.test': ok, level: 'fetch' } })

  test('who answers holds for a suite', async ({ clock, network }) => {
    const answer = fetch('http://api.test/')
    await clock.advance(10)
    expect(await (await answer).text()).toBe('ok')
    expect(network.requests()).toHaveLength(1)
    network.answer({ 'other.test': () => new Response('other') })
    const other = fetch('http://other.test/')
    await clock.advance(10)
    expect(await (await other).text()).toBe('other')
  })
})

test('the network of a test is gone after it', async () => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  expect(server.address()).toMatchObject({ family: 'IPv4' })
  server.close()
})
