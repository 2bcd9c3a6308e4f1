import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createNetwork } from '../../../harness/network/create-network.ts'
import type { Network, NetworkSetup } from '../../../harness/model/network.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
import { refuse } from './refuse.ts'

const setup: NetworkSetup = {
  level: 'fetch',
  'api.test': async (request) => {
    if (request.url.endsWith('/moved')) return Response.redirect('http://api.test/there', 302)
    if (request.url.endsWith('/slow')) await sleep(5000)
    return Response.json({ url: request.url, body: await request.text() })
  },
}

function run(body: (network: Network, now: () => number) => Promise<void>): Promise<void> {
  return runVirtual(({ clock, network }) => body(network, () => clock.nowMs), { network: setup })
}

async function fail(url: string, init?: RequestInit): Promise<string | undefined> {
  const error = await fetch(url, init).then(
    () => undefined,
    (reason: Error) => reason,
  )
  return error && ((error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name)
}

test('fetch is answered by hand, and nothing else is touched', async () => {
  const { connect } = net.Socket.prototype
  const { fetch: native } = globalThis
  await run(async (network, now) => {
    const response = await fetch('https://api.test/x', { method: 'POST', body: 'a body' })
    expect([response.status, response.url]).toEqual([200, 'https://api.test/x'])
    expect(await response.json()).toEqual({ url: 'https://api.test/x', body: 'a body' })
    expect(now()).toBe(2)
    expect(net.Socket.prototype.connect).toBe(connect)
    expect(await (await fetch('data:,text')).text()).toBe('text')
    expect(network.connections()).toEqual([])
    expect(network.requests()).toEqual([
      {
        host: 'api.test',
        method: 'POST',
        url: 'https://api.test/x',
        connection: 0,
        arrivedAtMs: 1,
        answeredAtMs: 1,
        status: 200,
      },
    ])
  })
  expect(globalThis.fetch).toBe(native)
})

test('redirects are followed', () =>
  run(async () => {
    const response = await fetch('http://api.test/moved')
    expect(response.url).toBe('http://api.test/there')
    expect((await fetch('http://api.test/moved', { redirect: 'manual' })).status).toBe(302)
  }))

test('faults fail it as sockets would', () =>
  run(async (network, now) => {
    network.refuse('api.test')
    expect(await fail('http://api.test/')).toBe('ECONNREFUSED')
    network.heal()
    network.failLookups('api.test', 'EAI_AGAIN')
    expect(await fail('http://api.test/')).toBe('EAI_AGAIN')
    network.heal()
    network.hang('api.test')
    const startMs = now()
    const signal = AbortSignal.timeout(3000)
    expect(await fail('http://api.test/', { signal })).toBe('TimeoutError')
    expect(now() - startMs).toBe(3000)
    const held = fetch('http://api.test/held')
    await sleep(1000)
    network.heal()
    expect((await held).status).toBe(200)
    const reset = fail('http://api.test/slow')
    await sleep(100)
    network.resetConnections('api.test')
    expect(await reset).toBe('ECONNRESET')
    network.crash('api.test')
    expect(await fail('http://api.test/')).toBe('ECONNREFUSED')
    expect(await fail('http://nobody.test/')).toBe('ENOTFOUND')
  }))

test('an aborted request is noted as abandoned', () =>
  run(async (network) => {
    const signal = AbortSignal.timeout(100)
    expect(await fail('http://api.test/slow', { signal })).toBe('TimeoutError')
    const [request] = network.requests()
    expect(request?.abandonedAtMs).toBe(100)
  }))

test('a handler of connections is refused there', () => {
  const raw = { level: 'fetch', 'redis.test:6379': () => {} } as const
  expect(refuse(() => createNetwork(raw))).toBe(
    "NetworkError: With `level: 'fetch'` only requests are answered, and redis.test:6379 in `network` " +
      "takes connections. Leave the level out, or name the host 'http://name:port'.",
  )
  expect(refuse(() => createNetwork({ level: 'packets' as never }))).toBe(
    "NetworkError: Expected `network.level` to be 'sockets' or 'fetch', got \"packets\"",
  )
  expect(refuse(() => createNetwork({ passthrough: 'db.test' as never }))).toBe(
    'NetworkError: Expected `network.passthrough` to be an array of host names, got "db.test"',
  )
})
