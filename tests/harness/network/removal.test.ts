import dns from 'node:dns'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { createNetwork } from '../../../harness/network/create-network.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

/** What a network must leave as it was. */
const patched: readonly object[] = [
  net.Socket.prototype,
  net.Server.prototype,
  tls.TLSSocket.prototype,
  http.OutgoingMessage.prototype,
  dns,
  dns.promises,
  Object.getPrototypeOf(setTimeout(() => {}, 0)) as object,
]

function readFunctions(): unknown[] {
  return patched.map((object) =>
    Reflect.ownKeys(object).map(
      (key) => Object.getOwnPropertyDescriptor(object, key)?.value as unknown,
    ),
  )
}

const functions = readFunctions()

afterEach(() => {
  expect(readFunctions()).toEqual(functions)
})

test('nothing stays replaced after a run, be it good or bad', async () => {
  const network = { 'api.test': () => new Response('ok') }
  await runVirtual(() => fetch('http://api.test/'), { network })
  await expect(runVirtual(() => Promise.reject(new Error('mine')), { network })).rejects.toThrow(
    'mine',
  )
  await expect(runVirtual(() => {}, { network: { '//': () => {} } })).rejects.toThrow(
    'Expected "//" in `network` to name a host.',
  )
  await expect(runVirtual(() => {}, { network, startMs: -1 })).rejects.toThrow('`startMs`')
})

test('afterwards everything is real again, fetch too', async () => {
  const network = { 'api.test': () => new Response('simulated') }
  await runVirtual(async () => (await fetch('http://api.test/')).text(), { network })
  const server = http.createServer((_request, response) => response.end('real'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/`
  expect(await (await fetch(url)).text()).toBe('real')
  await runVirtual(async () => (await fetch('http://api.test/')).text(), { network })
  // By the connection that the pool has kept from before.
  expect(await (await fetch(url)).text()).toBe('real')
  server.closeAllConnections()
  server.close()
})

test('a connection that a pool has kept from before is not used', async () => {
  const server = http.createServer((_request, response) => response.end('real'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port }, (response) => {
          response.on('data', (chunk: Buffer) => resolve(String(chunk)))
        })
        .on('error', reject)
    })
  expect(await ask()).toBe('real')
  await new Promise(setImmediate)
  await expect(runVirtual(() => ask(), { network: {} })).rejects.toThrow('ECONNREFUSED')
  expect(await ask()).toBe('real')
  server.closeAllConnections()
  server.close()
})

test('without a clock everything is real while a network is installed', async () => {
  const network = createNetwork({ 'api.test': () => new Response('simulated') })
  try {
    const server = net.createServer((socket) => socket.end('real'))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    expect(network.connections()).toEqual([])
    server.close()
  } finally {
    void network.close()
  }
})

test('it may be closed with everything open; servers and sockets then close in real time', async () => {
  const clock = createClock()
  const network = createNetwork({
    'echo.test:7': (socket) => socket.pipe(socket),
  })
  const server = http.createServer(() => {})
  server.listen(8080)
  const socket = net.connect(7, 'echo.test')
  const request = http.get('http://localhost:8080/')
  request.on('error', () => {})
  await clock.advance(10)
  socket.setTimeout(20)
  expect(network.connections()).toHaveLength(3)
  void network.close()
  expect(network.connections()).toEqual([])
  clock.restore()
  const ends = [
    new Promise((resolve) => {
      server.close(resolve)
    }),
    new Promise((resolve) => {
      socket.on('close', resolve)
      socket.destroy()
    }),
    new Promise((resolve) => {
      request.on('close', resolve)
      request.destroy()
    }),
  ]
  await Promise.all(ends)
})

test('reset() begins again, and leaves nothing of before', async () => {
  const clock = createClock({ startMs: 0 })
  const network = createNetwork({ 'api.test': () => new Response('ok') })
  try {
    for (let round = 0; round < 3; round += 1) {
      network.hang('api.test')
      network.latency('api.test', 30)
      net.createServer().listen(8080)
      void fetch('http://api.test/').catch(() => {})
      const socket = net.connect(80, 'api.test')
      socket.setTimeout(1000)
      await clock.advance(100)
      expect(network.connections().map(({ id, state }) => [id, state])).toEqual([
        [1, 'open'],
        [2, 'open'],
        [0, 'listening'],
      ])
      network.reset()
      expect([network.connections(), network.requests(), network.log()]).toEqual([[], [], []])
      expect(clock.nextDueInMs).toBeUndefined()
      await clock.drain()
      expect(socket.closed).toBe(true)
    }
  } finally {
    void network.close()
    clock.restore()
  }
})

test('events of the network are no timers of the clock', async () => {
  await runVirtual(
    async ({ clock, network }) => {
      network.hang('api.test')
      const socket = net.connect(80, 'api.test')
      socket.setTimeout(60_000)
      await sleep(10)
      expect(clock.pending()).toEqual([])
      expect(clock.nextDueInMs).toBe(59_990)
      expect(clock.escapes()).toEqual([])
      socket.destroy()
    },
    { network: { 'api.test': () => new Response('ok') } },
  )
})
