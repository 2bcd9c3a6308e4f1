import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

const IGNORES_SIGTERM = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'

const EVENTS = ['SIGTERM', 'SIGINT'] as const

let port = 0
let pid = 0
let fd = 0
let ticks = 0
let worker: Worker

test('leaks a server', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  ;({ port } = server.address() as AddressInfo)
})

test('can listen on its port', async () => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
})

test('leaks a child process', async () => {
  const child = spawn(process.execPath, ['-e', IGNORES_SIGTERM], { stdio: 'ignore' })
  await once(child, 'spawn')
  pid = child.pid ?? 0
})

test('finds that child gone', () => {
  expect(pid).toBeGreaterThan(0)
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('leaks a worker', async () => {
  worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
  await once(worker, 'online')
})

test('finds that worker ended', () => {
  expect(worker.threadId).toBe(-1)
})

test('leaks a descriptor', () => {
  fd = openSync('package.json', 'r')
})

test('finds that descriptor closed', () => {
  expect(() => readSync(fd, Buffer.alloc(1))).toThrow('EBADF')
  const again = openSync('package.json', 'r')
  closeSync(again)
})

test('leaks listeners', () => {
  for (const event of EVENTS) process.on(event, idle)
})

test('finds those listeners removed', () => {
  for (const event of EVENTS) {
    expect(process.listeners(event)).not.toContain(idle)
  }
})

test('leaks an interval', () => {
  setInterval(() => (ticks += 1), 1)
})

test('sees that interval tick no more', async () => {
  const before = ticks
  await new Promise((resolve) => {
    setTimeout(resolve, 10)
  })
  expect(ticks).toBe(before)
})
