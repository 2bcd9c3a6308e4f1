import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Whether something is collected, as tests find out that assert it. */
async function isCollected(ref: WeakRef<object>): Promise<boolean> {
  for (let round = 0; round < 10 && ref.deref() !== undefined; round++) {
    await sleep(1)
    collectGarbage()
  }
  return ref.deref() === undefined
}

async function useTimers(): Promise<WeakRef<object>> {
  const thing = { name: 'thing' }
  const cleared = [setTimeout(() => thing, 60_000), setInterval(() => thing, 60_000)]
  await new Promise<void>((resolve) => setTimeout(() => resolve(void thing), 1))
  for (const timer of cleared) clearTimeout(timer)
  return new WeakRef(thing)
}

async function answerRequest(): Promise<WeakRef<object>> {
  const thing = { name: 'thing' }
  const server = createServer((_, response) => response.end(thing.name))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}`)
  expect(await response.text()).toBe('thing')
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  return new WeakRef(thing)
}

async function connectOnce(): Promise<WeakRef<object>> {
  const thing = { name: 'thing' }
  const server = createTcpServer((socket) => socket.on('data', () => thing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.destroy()
  server.close()
  await once(server, 'close')
  return new WeakRef(thing)
}

const USES = { useTimers, answerRequest, connectOnce }

test.each(Object.entries(USES))('what is over is collected: %s', async (_, use) => {
  expect(await isCollected(await use())).toBe(true)
})

test('beside something that is open', async () => {
  const timer = setInterval(() => {}, 60_000)
  for (const use of Object.values(USES)) expect(await isCollected(await use())).toBe(true)
  clearInterval(timer)
})
