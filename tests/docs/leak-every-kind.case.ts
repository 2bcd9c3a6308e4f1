// One test for each way to leave something open; each has the server it needs closed again.
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns'
import { once } from 'node:events'
import {
  createReadStream,
  createWriteStream,
  openSync,
  watch,
  watchFile,
  writeFileSync,
} from 'node:fs'
import { open, opendir } from 'node:fs/promises'
import { Agent, createServer as createHttpServer, get, type RequestListener } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads'
import { onTestFinished, test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'

const file = import.meta.filename
const folder = import.meta.dirname

async function listen(server: Server, address: string | number = 0): Promise<number> {
  server.listen(address)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A server that is closed after the test, but leaves its connections to those who made them. */
async function listenForTest(server: Server, address?: string): Promise<number> {
  const port = await listen(server, address)
  onTestFinished(() => {
    Reflect.apply(Object.getPrototypeOf(createServer()).close, server, [])
  })
  return port
}

const serve = (listener: RequestListener): Promise<number> =>
  listenForTest(createHttpServer(listener))

test('timeout', () => {
  setTimeout(() => {}, 60_000)
})

test('sleep', () => {
  void sleep(60_000)
})

test('interval', () => {
  setInterval(() => {}, 1000).unref()
})

test('immediate', () => {
  const again = (): void => void setImmediate(again)
  again()
})

test('server', async () => {
  await listen(createServer())
  await listen(createHttpServer())
})

test('socket', async () => {
  const port = await listenForTest(createServer())
  await once(connect(port), 'connect')
})

test('socket of an agent', async () => {
  const port = await serve((_, response) => response.end('done'))
  const request = get({ port, agent: new Agent({ keepAlive: true }) })
  const [response] = await once(request, 'response')
  response.resume()
  await once(response, 'end')
})

test('socket of fetch', async () => {
  const port = await serve((_, response) => response.write('not done'))
  await fetch(`http://localhost:${port}`)
})

test('UDP socket', async () => {
  await once(createSocket('udp4').bind(0), 'listening')
})

test('pipe', async () => {
  const path = join(folder, 'pipe.sock')
  await listenForTest(createServer(), path)
  await once(connect(path), 'connect')
})

test('watcher', () => {
  watch(folder)
  watchFile(file, () => {})
})

test('file', async () => {
  const path = join(tmpdir(), `leak-every-kind-${process.pid}.txt`)
  writeFileSync(path, 'text')
  await open(path)
  openSync(path, 'r')
  await once(createReadStream(path), 'open')
  await once(createWriteStream(path), 'open')
})

test('directory', async () => {
  await opendir(folder)
})

test('child process', async () => {
  await once(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']), 'spawn')
})

test('worker', async () => {
  await once(new Worker('setInterval(() => {}, 1000)', { eval: true }), 'online')
})

test('message port', () => {
  new MessageChannel().port1.on('message', () => {})
  new BroadcastChannel('docs').addEventListener('message', () => {})
})

test('DNS query', async () => {
  // A name server that never answers.
  const silent = createSocket('udp4').bind(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const resolver = new Resolver({ timeout: 10_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${silent.address().port}`])
  resolver.resolve4('example.test', () => {})
})

test('process listener', () => {
  process.on('SIGUSR2', () => {})
  process.stdin.on('end', () => {})
})

test('an HTTP/2 session', async () => {
  const port = await listenForTest(createHttp2Server())
  await once(connectHttp2(`http://localhost:${port}`), 'connect')
})

const kept: Promise<void>[] = []

test('promise', () => {
  configureGuard({ promises: true })
  kept.push(new Promise(() => {}))
})
