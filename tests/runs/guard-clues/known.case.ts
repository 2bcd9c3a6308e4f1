import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { open } from 'fake-client'
import { listen } from 'fake-hub'
import { Limiter } from 'fake-limiter'
import { createQueue } from 'fake-queue'
import { watchFolder } from 'fake-watcher'

test('a client that connects again', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => {
    open(port, (round) => round === 3 && resolve())
  })
})

test('a limiter with a chain of timers', async () => {
  const limiter = new Limiter()
  await new Promise<void>((resolve) => {
    for (let job = 0; job < 20; job += 1) limiter.add(() => {})
    limiter.add(resolve)
  })
})

test('a watcher that waits for quiet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guard-clues-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await new Promise<void>((resolve) => {
    watchFolder(folder, resolve)
    writeFileSync(join(folder, 'file'), '')
  })
})

test('a server that beats for each connection', async () => {
  await new Promise<void>((resolve) => {
    listen((port) => {
      connect(port, '127.0.0.1').on('close', resolve).resume()
    })
  })
})

test('a queue that goes on when a promise has settled', async () => {
  const queue = createQueue()
  await new Promise<void>((resolve) => {
    queue.add(async () => {
      await Promise.resolve()
    })
    queue.add(resolve)
  })
})

test('two limiters that began on different lines', async () => {
  const [one, other] = [new Limiter(), new Limiter()]
  await new Promise<void>((resolve) => {
    one.add(() => {})
    other.add(resolve)
  })
})
