import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

const silent = () => new Promise<Response>(() => {})

test('fetch gives up after 300 s without headers, in virtual time', async () => {
  await runVirtual(
    async ({ clock }) => {
      const error: unknown = await fetch('http://api.test/').catch((reason: Error) => reason.cause)
      expect(error).toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
      expect(Math.round(clock.nowMs / 1000)).toBe(300)
    },
    { network: { 'api.test': silent } },
  )
})

test('fetch gives up after 10 s without a connection', async () => {
  await runVirtual(
    async ({ clock, network }) => {
      network.hang('api.test', { accept: false })
      const error: unknown = await fetch('http://api.test/').catch((reason: Error) => reason.cause)
      expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' })
      expect(Math.round(clock.nowMs / 1000)).toBe(10)
    },
    { network: { 'api.test': silent } },
  )
})

test('fetch gives up after 300 s within a body', async () => {
  const body = () =>
    new Response(new ReadableStream({ start: (it) => it.enqueue(Buffer.from('1')) }))
  await runVirtual(
    async ({ clock }) => {
      const response = await fetch('http://api.test/')
      const error: unknown = await response.text().catch((reason: Error) => reason.cause)
      expect(error).toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' })
      expect(Math.round(clock.nowMs / 1000)).toBe(300)
    },
    { network: { 'api.test': body } },
  )
})

test('a pooled connection of fetch is closed after 4 s, and of the server after 5 s', async () => {
  await runVirtual(
    async ({ network }) => {
      await (await fetch('http://api.test/')).text()
      await sleep(3000)
      expect(network.connections()).toHaveLength(1)
      await sleep(3000)
      expect(network.connections()).toEqual([])
    },
    { network: { 'api.test': () => new Response('ok') } },
  )
})

test('requests and agents of node:http time out', async () => {
  await runVirtual(
    async ({ clock }) => {
      const agent = new http.Agent({ keepAlive: true, timeout: 60_000 })
      const byAgent = await failsWith({ host: 'api.test', agent })
      expect([byAgent, clock.nowMs]).toEqual(['ECONNRESET', 60_002])
      const byRequest = await failsWith({ host: 'api.test', timeout: 5000, agent: false })
      expect([byRequest, clock.nowMs]).toEqual(['ECONNRESET', 65_004])
      agent.destroy()
    },
    { network: { 'api.test': silent } },
  )
})

test('a time-out is put off by every byte, and can be taken away', async () => {
  await runVirtual(
    async ({ clock }) => {
      const socket = net.connect(7, 'tick.test')
      let lastMs = 0
      socket.on('data', () => {
        lastMs = clock.nowMs
      })
      socket.setTimeout(5000)
      await new Promise((resolve) => {
        socket.on('timeout', resolve)
      })
      expect(clock.nowMs - lastMs).toBe(5000)
      expect(lastMs).toBeGreaterThan(12_000)
      socket.setTimeout(0)
      await sleep(100_000)
      expect(socket.destroyed).toBe(false)
      socket.destroy()
    },
    {
      network: {
        'tick.test:7': (socket) => {
          const timer = setInterval(() => socket.write('x'), 4000)
          setTimeout(() => clearInterval(timer), 13_000)
        },
      },
    },
  )
})

test('a server times out who sends no headers, and who sends no body', async () => {
  await runVirtual(
    async ({ clock }) => {
      const server = http.createServer(
        { headersTimeout: 20_000, requestTimeout: 50_000, connectionsCheckingInterval: 1000 },
        () => {},
      )
      await new Promise<void>((resolve) => {
        server.listen(0, resolve)
      })
      const { port } = server.address() as AddressInfo
      const noHeaders = await answerTo(port, 'POST / HTTP/1.1\r\n')
      expect(noHeaders).toContain('408 Request Timeout')
      expect(Math.floor(clock.nowMs / 1000)).toBe(21)
      const startMs = clock.nowMs
      const noBody = await answerTo(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n')
      expect(noBody).toContain('408 Request Timeout')
      expect(Math.round((clock.nowMs - startMs) / 1000)).toBe(51)
      server.close()
    },
    { network: {} },
  )
})

test('a server whose requests are answered does not keep time going', async () => {
  const run = runVirtual(
    async () => {
      const server = http.createServer((_request, response) => response.end('x'))
      await new Promise<void>((resolve) => {
        server.listen(8080, resolve)
      })
      await (await fetch('http://localhost:8080/')).text()
      await new Promise(() => {})
    },
    { network: {} },
  )
  await expect(run).rejects.toThrow('[DEADLOCK]')
})

function failsWith(options: http.RequestOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = http.get(options)
    request.on('timeout', () => request.destroy())
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
  })
}

function answerTo(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, 'localhost')
    socket.write(text)
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
    })
    socket.on('close', () => resolve(answer))
  })
}
