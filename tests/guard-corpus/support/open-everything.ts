import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  openSync,
  opendirSync,
  unwatchFile,
  watch,
  watchFile,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, type Server } from 'node:net'
import { setInterval as everyPromise } from 'node:timers/promises'
import { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads'
import { bothConnected } from './both-connected.ts'
import { portOf } from './port-of.ts'
import { scratchFile, scratchFolder } from './scratch.ts'

const ECHO = "require('node:worker_threads').parentPort.on('message', () => {})"

/** One open handle of every kind, and the way to close them all. */
export interface Everything {
  readonly count: number
  close(): Promise<void>
}

type Close = () => unknown

const closeServer = (server: Server): Promise<unknown> =>
  new Promise((resolve) => server.close(resolve))

async function openNetwork(): Promise<Close[]> {
  const http = createHttpServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
  const tcp = createServer((socket) => socket.resume()).listen(0, 'localhost')
  const client = connect({ port: await portOf(tcp), host: 'localhost' })
  await bothConnected(tcp, client)
  const answer = await fetch(`http://127.0.0.1:${await portOf(http)}/`)
  await answer.text()
  const udp = createSocket('udp4').bind(0, '127.0.0.1')
  await once(udp, 'listening')
  return [
    async () => {
      client.destroy()
      await closeServer(tcp)
    },
    async () => {
      const closed = closeServer(http)
      http.closeAllConnections()
      await closed
    },
    () => new Promise<void>((resolve) => udp.close(resolve)),
  ]
}

async function openFiles(): Promise<Close[]> {
  const path = scratchFile()
  const handle = await open(path)
  const dir = opendirSync(scratchFolder())
  const reading = createReadStream(path)
  const writing = createWriteStream(scratchFile())
  await Promise.all([once(reading, 'open'), once(writing, 'open')])
  const fd = openSync(path, 'r')
  const watcher = watch(scratchFolder())
  const tree = watch(scratchFolder(), { recursive: true })
  const polled = scratchFile()
  watchFile(polled, { interval: 1000 }, () => {})
  return [
    () => handle.close(),
    () => dir.close(),
    async () => {
      reading.destroy()
      if (!reading.closed) await once(reading, 'close')
    },
    () => new Promise<void>((resolve) => writing.end(resolve)),
    () => closeSync(fd),
    () => watcher.close(),
    () => tree.close(),
    () => unwatchFile(polled),
  ]
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close')
  child.kill()
  await closed
}

async function openProcesses(): Promise<Close[]> {
  const child = spawn('sleep', ['15'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const worker = new Worker(ECHO, { eval: true })
  await Promise.all([once(child, 'spawn'), once(worker, 'online')])
  const { port1, port2 } = new MessageChannel()
  port1.on('message', () => {})
  const channel = new BroadcastChannel('everything')
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the setter is what starts it
  channel.onmessage = () => {}
  const onSignal = (): void => {}
  process.on('SIGUSR2', onSignal)
  process.on('exit', onSignal)
  return [
    () => end(child),
    () => worker.terminate(),
    async () => {
      const closed = once(port1, 'close')
      port2.close()
      await closed
    },
    () => channel.close(),
    () => process.off('SIGUSR2', onSignal),
    () => process.removeListener('exit', onSignal),
  ]
}

async function openTimers(): Promise<Close[]> {
  const interval = setInterval(() => {}, 1000)
  const timeout = setTimeout(() => {}, 30_000)
  const unref = setInterval(() => {}, 1000).unref()
  const ticks = everyPromise(1)[Symbol.asyncIterator]()
  await ticks.next()
  return [
    () => clearInterval(interval),
    () => clearTimeout(timeout),
    () => clearInterval(unref),
    () => ticks.return?.(),
  ]
}

/** Opens one handle of every kind. */
export async function openEverything(): Promise<Everything> {
  const closers = [
    ...(await openTimers()),
    ...(await openNetwork()),
    ...(await openFiles()),
    ...(await openProcesses()),
  ]
  return {
    count: closers.length,
    async close() {
      await Promise.all(closers.map(async (close) => close()))
    },
  }
}
