import http from 'node:http'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

test('fetch is answered by a handler, in virtual time', async () => {
  const network = {
    'api.test': async (request: Request) =>
      Response.json({
        url: request.url,
        method: request.method,
        kind: request.headers.get('x-kind'),
        body: await request.text(),
      }),
  }
  await runVirtual(
    async ({ clock, network }) => {
      const response = await fetch('http://api.test/jobs?next=1', {
        method: 'POST',
        headers: { 'x-kind': 'first' },
        body: 'a body',
      })
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({
        url: 'http://api.test/jobs?next=1',
        method: 'POST',
        kind: 'first',
        body: 'a body',
      })
      // A SYN, its answer, the request and its answer take a millisecond each.
      expect(clock.nowMs).toBe(4)
      expect(network.requests()).toEqual([
        {
          host: 'api.test',
          method: 'POST',
          url: 'http://api.test/jobs?next=1',
          connection: 1,
          arrivedAtMs: 3,
          answeredAtMs: 3,
          status: 200,
        },
      ])
    },
    { network },
  )
})

test('node:http is answered, with its headers, and by what latency there is', async () => {
  const network = {
    'api.test': () =>
      new Response('made', {
        status: 201,
        statusText: 'Made',
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['x-id', '7'],
        ],
      }),
  }
  await runVirtual(
    async ({ clock, network }) => {
      network.latency('api.test', 50)
      const { status, headers, text } = await get('http://api.test/')
      expect([status, text, headers['x-id'], headers['set-cookie']]).toEqual([
        201,
        'made',
        '7',
        ['a=1', 'b=2'],
      ])
      expect(headers.date).toBe(new Date(0).toUTCString())
      expect(clock.nowMs).toBe(200)
    },
    { network, startMs: 0 },
  )
})

test('a handler may take its time, stream, and see that its client has gone', async () => {
  let isAborted = false
  const network = {
    'slow.test': async () => {
      await sleep(30_000)
      return new Response('late')
    },
    'stream.test': () => new Response(countTo(3)),
    'gone.test': (request: Request) =>
      new Promise<Response>(() => {
        request.signal.addEventListener('abort', () => {
          isAborted = true
        })
      }),
  }
  await runVirtual(
    async ({ clock, network }) => {
      expect(await (await fetch('http://slow.test/')).text()).toBe('late')
      expect(clock.nowMs).toBe(30_004)
      expect(await (await fetch('http://stream.test/')).text()).toBe('1 2 3 ')
      expect(clock.nowMs).toBe(33_008)
      await expect(
        fetch('http://gone.test/', { signal: AbortSignal.timeout(1000) }),
      ).rejects.toThrow('The operation was aborted due to timeout')
      await sleep(10)
      expect(isAborted).toBe(true)
      expect(network.requests('gone.test')).toEqual([
        {
          host: 'gone.test',
          method: 'GET',
          url: 'http://gone.test/',
          connection: 3,
          arrivedAtMs: 33_011,
          abandonedAtMs: 34_009,
        },
      ])
    },
    { network },
  )
})

test('servers that the code makes itself are in memory', async () => {
  await runVirtual(
    async ({ network }) => {
      const server = http.createServer((request, response) => {
        response.end(`own ${request.url}`)
      })
      await new Promise<void>((resolve) => {
        server.listen(8080, resolve)
      })
      expect((await get('http://localhost:8080/a')).text).toBe('own /a')
      expect(await (await fetch('http://127.0.0.1:8080/b')).text()).toBe('own /b')
      expect(network.connections().map(({ port, state }) => [port, state])).toEqual([
        [8080, 'open'],
        [8080, 'open'],
        [8080, 'listening'],
      ])
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      await sleep(10)
      expect(network.connections()).toEqual([])
      expect(network.requests().map(({ url, status }) => [url, status])).toEqual([
        ['http://localhost:8080/a', 200],
        ['http://127.0.0.1:8080/b', 200],
      ])
    },
    { network: {} },
  )
})

test('a host may have a port and a scheme of its own, and be a unix socket', async () => {
  const network = {
    'http://collector.test:4318': () => new Response('taken'),
    'unix:/run/app.sock': (socket: net.Socket) => socket.end('from the socket'),
  }
  await runVirtual(
    async () => {
      expect((await get('http://collector.test:4318/v1')).text).toBe('taken')
      const socket = net.connect('/run/app.sock')
      const text = await new Promise((resolve) => {
        socket.on('data', (chunk) => resolve(String(chunk)))
      })
      expect(text).toBe('from the socket')
    },
    { network },
  )
})

interface Answer {
  status: number | undefined
  headers: http.IncomingHttpHeaders
  text: string
}

function get(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, text })
      })
    })
    request.on('error', reject)
  })
}

function countTo(last: number): ReadableStream<Uint8Array> {
  let count = 0
  return new ReadableStream({
    async pull(controller) {
      await sleep(1000)
      count += 1
      controller.enqueue(new TextEncoder().encode(`${count} `))
      if (count === last) controller.close()
    },
  })
}
