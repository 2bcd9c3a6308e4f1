import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import {
  closeSync,
  createReadStream,
  type FSWatcher,
  openSync,
  type ReadStream,
  watch,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Agent, createServer, get, type Server, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { keep } from 'vitest-shutdown'
import { idle } from './idle.ts'

let server: Server
let socket: Socket
let timer: NodeJS.Timeout
let id: number
let worker: Worker
let child: ChildProcess
let file: FileHandle
let fd: number
let stream: ReadStream
let udp: UdpSocket
let watcher: FSWatcher
const agent = new Agent({ keepAlive: true })

test('answers what it is given', () => {
  expect(keep(idle)).toBe(idle)
})

test('a server', async () => {
  server = keep(createServer((_, response) => void response.end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

test('a socket', async () => {
  const tcp = keep(createTcpServer()).listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  socket = keep(connect((tcp.address() as AddressInfo).port, '127.0.0.1'))
  await once(socket, 'connect')
  tcp.close()
})

test('a timer', () => {
  timer = keep(setInterval(idle, 1001))
})

test('the number of a timer', () => {
  id = keep(Number(setInterval(idle, 1002)))
})

test('a worker', async () => {
  worker = keep(new Worker('setInterval(() => {}, 1000)', { eval: true }))
  await once(worker, 'online')
})

test('a child process', async () => {
  child = keep(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }))
  await once(child, 'spawn')
})

test('a file handle', async () => {
  file = keep(await open('package.json'))
})

test('the number of a descriptor', () => {
  fd = keep(openSync('package.json', 'r'))
})

test('a stream', async () => {
  stream = keep(createReadStream('package.json'))
  await once(stream, 'open')
})

test('a UDP socket', async () => {
  udp = keep(createSocket('udp4'))
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
})

test('a watcher', () => {
  watcher = keep(watch('.'))
})

test('a listener', () => {
  process.on('SIGTERM', keep(idle))
})

test('an agent', async () => {
  keep(agent)
  const { port } = server.address() as AddressInfo
  const request = get({ host: '127.0.0.1', port, agent })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
})

test('not the interval beside the one that is kept', () => {
  keep(setInterval(idle, 1003))
  setInterval(idle, 1004)
})

test('not the descriptor beside the one that is kept', () => {
  openSync('package.json', 'r')
})

test('they are open still', async () => {
  expect(server.listening).toBe(true)
  expect(socket.destroyed).toBe(false)
  expect(timer.hasRef()).toBe(true)
  expect(worker.threadId).toBeGreaterThan(0)
  expect(child.exitCode ?? child.signalCode).toBeNull()
  expect(file.fd).toBeGreaterThan(0)
  expect(stream.closed).toBe(false)
  expect(udp.address().port).toBeGreaterThan(0)
  expect(process.listeners('SIGTERM')).toContain(idle)
  expect(Object.keys(agent.freeSockets)).toHaveLength(1)
})

test('they can be closed', async () => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
  socket.destroy()
  clearInterval(timer)
  clearInterval(id)
  await worker.terminate()
  child.kill()
  await once(child, 'exit')
  await file.close()
  closeSync(fd)
  stream.destroy()
  udp.close()
  watcher.close()
  process.off('SIGTERM', idle)
})
