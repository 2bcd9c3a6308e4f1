// @case {"leaks":[{"test":"one","kind":"server","marks":["server"]},{"test":"three","kind":"timer","marks":["handler"]},{"test":"four","kind":"file","marks":["file"]},{"test":"six","kind":"child","marks":["child"]}],"note":"test.concurrent at the top: server, a timer of a request handler, FileHandle, child; clean siblings do the same properly"}
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, type FileHandle } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'
import { portOf } from '../support/port-of.ts'
import { scratchFile } from '../support/scratch.ts'

const kept: FileHandle[] = []

async function listen(onRequest: () => void): Promise<Server> {
  const server = createServer((_request, response) => {
    onRequest()
    response.end('ok')
  })
  await pause(3)
  server.listen(0, '127.0.0.1') // <- leak server
  await portOf(server)
  return server
}

async function ask(server: Server): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}/`)
  return response.text()
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

test.concurrent('one', async () => {
  const server = await listen(() => {})
  expect(await ask(server)).toBe('ok')
})

test.concurrent('two', async () => {
  const server = await listen(() => {})
  expect(await ask(server)).toBe('ok')
  await pause(20)
  await close(server)
})

test.concurrent('three', async () => {
  const server = await listen(() => {
    setTimeout(() => {}, 30_000) // <- leak handler
  })
  expect(await ask(server)).toBe('ok')
  await close(server)
})

test.concurrent('four', async () => {
  await pause(4)
  const handle = await open(scratchFile()) // <- leak file
  kept.push(handle)
  expect(handle.fd).toBeGreaterThan(2)
})

test.concurrent('five', async () => {
  const handle = await open(scratchFile())
  kept.push(handle)
  await pause(10)
  await handle.close()
  expect(handle.fd).toBe(-1)
})

test.concurrent('six', async () => {
  await pause(6)
  const child = spawn('sleep', ['15'], { stdio: 'ignore' }) // <- leak child
  await once(child, 'spawn')
  expect(child.pid).toBeGreaterThan(0)
})

test.concurrent('seven', async () => {
  const child = spawn('sleep', ['0.01'], { stdio: 'ignore' })
  await once(child, 'close')
  expect(child.exitCode).toBe(0)
})
