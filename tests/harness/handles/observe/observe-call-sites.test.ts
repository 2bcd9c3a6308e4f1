import { createHook } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import fs, { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import http2, { connect as namedHttp2Connect } from 'node:http2'
import net, { type AddressInfo, type LookupFunction, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  findCall,
  findCallSite,
  findFetchSite,
} from '../../../../harness/handles/observe/remembered-calls.ts'
import { readStack } from '../../../../harness/stack/call-sites.ts'
import { observeCallSites } from '../../../../harness/handles/observe/observe-call-sites.ts'
import { RecordingSink } from './recording-sink.ts'

let sink: RecordingSink
let undo: () => void
/** Sockets of clients, from whatever made them. */
let sockets: Socket[]
const cleanups: (() => unknown)[] = []

function onSocket(message: unknown): void {
  sockets.push((message as { socket: Socket }).socket)
}

beforeEach(() => {
  sink = new RecordingSink()
  sockets = []
  subscribe('net.client.socket', onSocket)
  undo = observeCallSites(sink)
})

afterEach(async () => {
  undo()
  unsubscribe('net.client.socket', onSocket)
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

/** Starts a server without the observer taking note. */
async function start(server: Server, host?: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  sink.captures = 0
  cleanups.push(() => {
    server.close()
    if (server instanceof http.Server) server.closeAllConnections()
  })
  server.on('connection', (socket: Socket) => cleanups.push(() => socket.destroy()))
  return (server.address() as AddressInfo).port
}

function stackOf(owner: object | undefined): string | undefined {
  const site = findCallSite(owner ?? {})
  return site === undefined ? undefined : readStack(site)
}

const HERE = 'observe-call-sites.test.ts'

const laterForms: Record<string, (server: Server) => Server> = {
  'listen(port, host)': (server) => server.listen(0, '127.0.0.1'),
  'listen(port, name)': (server) => server.listen(0, 'localhost'),
  'listen({ port, host })': (server) => server.listen({ port: 0, host: '127.0.0.1' }),
}

test.each(Object.entries(laterForms))('the call of %s is found', async (_, listen) => {
  for (const server of [net.createServer(), http.createServer()]) {
    cleanups.push(() => server.close())
    sink.scope = 'at the call'
    listen(server)
    sink.scope = 'later'
    await once(server, 'listening')

    expect(stackOf(server)).toContain(HERE)
    expect(findCall(server)?.scope).toBe('at the call')
  }
  expect(sink.captures).toBe(2)
})

test('a server that listens within the call costs no stack', () => {
  for (const listen of [
    (server: Server) => server.listen(0),
    (server: Server) => server.listen({ port: 0 }),
    (server: Server) => server.listen(join(tmpdir(), `observe-${process.pid}.sock`)),
  ]) {
    const server = listen(net.createServer())
    server.close()
    expect(stackOf(server)).toBeUndefined()
  }
  expect(sink.captures).toBe(0)
})

test('bad arguments are refused as without the guard', () => {
  expect(() => net.createServer().listen(70_000)).toThrow(
    'options.port should be >= 0 and < 65536. Received type number (70000).',
  )
  expect(() => net.connect(70_000)).toThrow('Port should be >= 0 and < 65536')
  expect(sink.captures).toBe(0)
})

test('the call of a connection that tries a second address is found', async () => {
  const port = await start(net.createServer(), '127.0.0.1')
  const lookup: LookupFunction = (_host, _options, callback) =>
    callback(null, [
      { address: '127.0.0.2', family: 4 },
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ])
  const options = { port, host: 'server.test', lookup, autoSelectFamily: true }
  const socket = net.connect(options)
  cleanups.push(() => socket.destroy())
  await once(socket, 'connect')

  expect(socket.autoSelectFamilyAttemptedAddresses?.length).toBeGreaterThan(1)
  expect(stackOf(socket)).toContain(HERE)
  expect(sink.captures).toBe(1)
})

test('a connection whose handle stays costs no stack', async () => {
  const port = await start(net.createServer())
  for (const connect of [
    () => net.connect(port, '127.0.0.1'),
    () => net.connect({ port, host: '127.0.0.1' }),
    () => net.connect({ port, host: 'localhost', family: 4 }),
    () => net.connect({ port, host: 'localhost', autoSelectFamily: false }),
    () => net.connect({ path: join(tmpdir(), 'observe-missing.sock') }),
    () => net.connect(join(tmpdir(), 'observe-missing.sock')),
    () => new net.Socket().connect(port, '127.0.0.1'),
  ]) {
    const socket = connect().on('error', () => {})
    cleanups.push(() => socket.destroy())
    expect(stackOf(socket)).toBeUndefined()
  }
  expect(sink.captures).toBe(0)
})

test('a connection to a name takes one stack, whoever makes it', async () => {
  const port = await start(http.createServer((_, response) => response.end()))
  cleanups.push(() => sockets.map((socket) => socket.destroy()))
  net.connect(port)
  net.connect(port, 'localhost')
  net.connect({ port })
  http.get(`http://localhost:${port}`, { agent: false }).on('error', () => {})

  expect(sockets.map(stackOf)).toEqual(Array(4).fill(expect.stringContaining(HERE)))
  expect(sink.captures).toBe(4)
})

test.each(['localhost', '127.0.0.1'])('the call of a session with %s is found', async (host) => {
  const port = await start(http2.createServer())
  for (const connect of [http2.connect, namedHttp2Connect]) {
    const session = connect(`http://${host}:${port}`)
    cleanups.push(() => session.destroy())
    await once(session, 'connect')

    expect(stackOf(session)).toContain(HERE)
    expect(stackOf(sockets.pop())).toContain(HERE)
  }
  expect(sink.captures).toBe(2)
})

test('the call of a request that waits for its socket is found', async () => {
  const port = await start(
    http.createServer((_, response) => response.setHeader('connection', 'close').end()),
  )
  const agent = new http.Agent({ maxSockets: 1 })
  const get = async (): Promise<void> => {
    const [response] = (await once(http.get({ port, host: '127.0.0.1', agent }), 'response')) as [
      IncomingMessage,
    ]
    response.resume()
    await once(response, 'close')
  }
  const first = get()
  expect(sink.captures).toBe(0)
  const second = get()
  expect(sink.captures).toBe(1)
  await Promise.all([first, second])

  expect(sockets).toHaveLength(2)
  expect(stackOf(sockets[0])).toBeUndefined()
  expect(stackOf(sockets[1])).toContain(HERE)
})

const fetches: Record<string, (url: string) => Promise<Response>> = {
  'fetch(text)': (url) => fetch(url),
  'fetch(URL)': (url) => fetch(new URL(url)),
  'fetch(Request)': (url) => fetch(new Request(url)),
  'fetch with a stream as its body': (url) =>
    fetch(url, {
      method: 'POST',
      duplex: 'half',
      body: new Blob(['body']).stream(),
    }),
}

test.each(Object.entries(fetches))('the call of %s is found', async (_, request) => {
  const port = await start(
    http.createServer((_message, response) => response.setHeader('connection', 'close').end()),
  )
  for (const host of ['localhost', '127.0.0.1']) {
    const response = await request(`http://${host}:${port}/`)
    await response.text()

    expect(stackOf(sockets.pop())).toContain(HERE)
    expect(findFetchSite(host, port)).toBeInstanceOf(Error)
  }
  expect(findFetchSite('elsewhere.test', port)).toBeUndefined()
})

test('the call of a fetch is found for the address it is redirected to', async () => {
  const close = { connection: 'close' }
  const target = await start(
    http.createServer((_, response) => response.writeHead(200, close).end()),
  )
  const location = `http://127.0.0.1:${target}/`
  const port = await start(
    http.createServer((_, response) => response.writeHead(302, { ...close, location }).end()),
  )

  const response = await fetch(`http://127.0.0.1:${port}`)
  await response.text()

  expect(sockets).toHaveLength(2)
  expect(sockets.map(stackOf)).toEqual(Array(2).fill(expect.stringContaining(HERE)))
})

test('a fetch that is refused is refused as without the guard', async () => {
  await expect(fetch('no address')).rejects.toThrow('Failed to parse URL from no address')
  await expect(fetch('http://127.0.0.1:1/')).rejects.toThrow()
})

test.skipIf(globalThis.WebSocket === undefined)('the call of a WebSocket is found', async () => {
  const port = await start(http.createServer())
  new WebSocket(`ws://127.0.0.1:${port}`).addEventListener('error', () => {})
  await new Promise((resolve) => setImmediate(resolve))
  cleanups.push(() => sockets[0]?.destroy())

  expect(stackOf(sockets[0])).toContain(HERE)
})

test.skipIf(process.platform !== 'linux')(
  'the call of a recursive watcher is found for folders that come later',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'observe-'))
    const handles: object[] = []
    const hook = createHook({
      init: (_id, type, _trigger, resource) => type === 'FSEVENTWRAP' && handles.push(resource),
    }).enable()
    const watcher = fs.watch(folder, { recursive: true })
    cleanups.push(() => {
      hook.disable()
      watcher.close()
      rmSync(folder, { recursive: true })
    })
    const before = handles.length
    mkdirSync(join(folder, 'later'))
    while (handles.length === before) await once(watcher, 'change')

    expect(before).toBeGreaterThan(0)
    expect(handles.map(stackOf)).toEqual(Array(handles.length).fill(expect.stringContaining(HERE)))
    expect(sink.captures).toBe(1)
  },
)

test('a watcher of one folder costs no stack', () => {
  const watcher = fs.watch(tmpdir())
  watcher.close()

  expect(stackOf(watcher)).toBeUndefined()
  expect(sink.captures).toBe(0)
})

test('replaced functions look like the originals, and the undo restores them', () => {
  const find = (): ((...args: never[]) => unknown)[] => [
    net.Server.prototype.listen,
    net.Socket.prototype.connect,
    http2.connect,
    namedHttp2Connect,
    fs.watch,
    globalThis.fetch,
    Reflect.get(http.Agent.prototype, 'addRequest'),
    Reflect.get(http.Agent.prototype, 'createSocket'),
  ]
  const replaced = find()
  undo()
  const originals = find()

  expect(replaced.map(({ name, length }) => [name, length])).toEqual(
    originals.map(({ name, length }) => [name, length]),
  )
  expect(replaced.filter((replacement) => originals.includes(replacement))).toEqual([])
  undo = observeCallSites(sink)
  undo()
  expect(find()).toEqual(originals)
  expect(globalThis.fetch.toString()).not.toContain('Reflect.apply')
})

test('observing twice is refused', () => {
  expect(() => observeCallSites(sink)).toThrow(
    'Observing call sites already: call the function that undoes it first',
  )
})

test('what was noted of fetches is forgotten with the undo', async () => {
  const port = await start(http.createServer((_, response) => response.end()))
  await (await fetch(`http://127.0.0.1:${port}`)).text()
  expect(findFetchSite('127.0.0.1', port)).toBeInstanceOf(Error)

  undo()

  expect(findFetchSite('127.0.0.1', port)).toBeUndefined()
})
