import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../../harness/model/network.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

const setup = {
  'api.test': () => new Response('ok'),
  'echo.test:7': (socket: net.Socket) => socket.pipe(socket),
}

/** Runs a body with both hosts, and gives it the virtual time. */
function run(body: (network: Network, now: () => number) => Promise<void>): Promise<void> {
  return runVirtual(({ clock, network }) => body(network, () => clock.nowMs), { network: setup })
}

/** What a client of the echo is told, each with its time. */
class Client {
  readonly told: string[] = []
  readonly socket: net.Socket

  constructor(now: () => number) {
    this.socket = net.connect(7, 'echo.test')
    const tell = (text: string): void => {
      this.told.push(`${now()} ${text}`)
    }
    this.socket.on('connect', () => tell('connect'))
    this.socket.on('data', (chunk: Buffer) => tell(`data ${chunk.length}`))
    this.socket.on('error', (error: NodeJS.ErrnoException) =>
      tell(`${error.syscall} ${error.code}`),
    )
    this.socket.on('close', () => tell('close'))
  }
}

/** How a fetch fails. */
async function fail(url: string): Promise<string | undefined> {
  const error = await fetch(url).then(
    () => undefined,
    (reason: Error) => reason,
  )
  return error && (error.cause as NodeJS.ErrnoException).code
}

test('refuse() refuses new connections, and leaves old ones', () =>
  run(async (network, now) => {
    const client = new Client(now)
    await sleep(10)
    network.refuse('echo.test')
    client.socket.write('still')
    const second = new Client(now)
    await sleep(10)
    expect(client.told).toEqual(['2 connect', '12 data 5'])
    expect(second.told).toEqual(['12 connect ECONNREFUSED', '12 close'])
    network.refuse('api.test')
    expect(await fail('http://api.test/')).toBe('ECONNREFUSED')
    network.heal()
    expect((await fetch('http://api.test/')).status).toBe(200)
  }))

test('hang() accepts and is silent, and heal() delivers what was held back', () =>
  run(async (network, now) => {
    network.hang('echo.test')
    const client = new Client(now)
    client.socket.write('hello')
    await sleep(3_600_000)
    expect(client.told).toEqual(['2 connect'])
    network.heal('echo.test')
    await sleep(10)
    expect(client.told).toEqual(['2 connect', '3600002 data 5'])
  }))

test('hang({ accept: false }) drops the SYN, until ETIMEDOUT as on Linux', () =>
  run(async (network, now) => {
    network.hang('echo.test', { accept: false })
    const client = new Client(now)
    await sleep(200_000)
    expect(client.told).toEqual(['127000 connect ETIMEDOUT', '127000 close'])
    const second = new Client(now)
    await sleep(2000)
    network.heal()
    await sleep(8000)
    // After 1, 3 and 7 s the SYN is sent again.
    expect(second.told).toEqual(['203002 connect'])
  }))

test('partition() loses packets, and what lasts too long ends the connection', () =>
  run(async (network, now) => {
    const client = new Client(now)
    await sleep(10)
    network.partition('echo.test')
    client.socket.write('first')
    await sleep(60_000)
    expect(client.told).toEqual(['2 connect'])
    network.heal()
    await sleep(10)
    expect(client.told).toEqual(['2 connect', '60012 data 5'])
    network.partition('echo.test')
    client.socket.write('second')
    await sleep(1_000_000)
    expect(client.told.slice(2)).toEqual(['984621 read ETIMEDOUT', '984621 close'])
  }))

test('slow() and latency() take their time', () =>
  run(async (network, now) => {
    network.latency('echo.test', 100)
    network.slow('echo.test', 10)
    const client = new Client(now)
    client.socket.write(Buffer.alloc(1000))
    await sleep(2000)
    // 200 to connect, 100 + 1000 / 10 there and back.
    expect(client.told).toEqual(['200 connect', '600 data 1000'])
    network.heal()
    client.socket.write('x')
    await sleep(1000)
    expect(client.told.at(-1)).toBe('2200 data 1')
  }))

test('resetConnections() resets what is open, at both ends', () =>
  run(async (network, now) => {
    const client = new Client(now)
    await sleep(10)
    network.resetConnections('echo.test')
    await sleep(10)
    expect(client.told).toEqual(['2 connect', '10 read ECONNRESET', '10 close'])
    expect(network.connections()).toEqual([])
    const second = new Client(now)
    await sleep(10)
    expect(second.told).toEqual(['22 connect'])
  }))

test('crash() leaves connections half-open: who sends is reset, who waits hears nothing', () =>
  run(async (network, now) => {
    const sender = new Client(now)
    const waiter = new Client(now)
    await sleep(10)
    network.crash('echo.test')
    await sleep(1000)
    expect(network.connections().map(({ state }) => state)).toEqual(['half-open', 'half-open'])
    sender.socket.write('anybody?')
    const late = new Client(now)
    await sleep(10)
    expect(sender.told).toEqual(['2 connect', '1012 read ECONNRESET', '1012 close'])
    expect(waiter.told).toEqual(['2 connect'])
    expect(late.told).toEqual(['1012 connect ECONNREFUSED', '1012 close'])
    network.restart('echo.test')
    const again = new Client(now)
    await sleep(10)
    expect(again.told).toEqual(['1022 connect'])
  }))

describe('names', () => {
  test('failLookups() fails them, with the code that was asked for', () =>
    run(async (network) => {
      network.failLookups('api.test', 'EAI_AGAIN')
      expect(await fail('http://api.test/')).toBe('EAI_AGAIN')
      network.failLookups('api.test')
      expect(await fail('http://api.test/')).toBe('ENOTFOUND')
      network.heal()
      expect(await fail('http://api.test/')).toBeUndefined()
    }))
})

test('connections() shows what is open, and whose it is', () =>
  run(async (network, now) => {
    network.hang('api.test', { accept: false })
    const client = new Client(now)
    const pending = net.connect(80, 'api.test')
    await sleep(5)
    client.socket.write('12345')
    await sleep(5)
    expect(network.connections()).toEqual([
      {
        id: 1,
        host: 'echo.test',
        port: 7,
        kind: 'tcp',
        state: 'open',
        isPooled: false,
        openedAtMs: 0,
        bytesSent: 5,
        bytesReceived: 5,
      },
      {
        id: 2,
        host: 'api.test',
        port: 80,
        kind: 'tcp',
        state: 'connecting',
        isPooled: false,
        openedAtMs: 0,
        bytesSent: 0,
        bytesReceived: 0,
      },
    ])
    pending.destroy()
    network.heal()
    await (await fetch('http://api.test/')).text()
    await sleep(1)
    expect(network.connections('api.test').map(({ isPooled }) => isPooled)).toEqual([true])
    client.socket.end()
    await sleep(10)
    expect(network.connections('echo.test')).toEqual([])
  }))
