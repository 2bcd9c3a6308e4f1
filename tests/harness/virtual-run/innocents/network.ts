import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer as createHttpServer, get } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { beats } from './beats.ts'
import { folder } from './folder.ts'
import { listen } from './listen.ts'
import { startWorker } from './start-worker.ts'
import type { Innocent } from './innocent.ts'

let server: ReturnType<typeof createHttpServer>
let port: number
let worker: Worker

/** Sockets and servers. */
export const network: readonly Innocent[] = [
  {
    name: 'a request to a server of the run',
    body: async () => {
      const own = createHttpServer((_, response) => {
        response.end('ok')
      })
      const at = await listen(own)
      const text = await (await fetch(`http://127.0.0.1:${at}`)).text()
      own.closeAllConnections()
      own.close()
      return text
    },
    expected: 'ok',
  },
  {
    name: 'a request whose answer takes virtual time',
    body: async ({ clock }) => {
      const own = createHttpServer((_, response) => {
        setTimeout(() => response.end('ok'), 10_000)
      })
      const at = await listen(own)
      const text = await (await fetch(`http://127.0.0.1:${at}`)).text()
      own.closeAllConnections()
      own.close()
      return [text, clock.nowMs]
    },
    expected: ['ok', 10_000],
  },
  {
    name: 'a request to a server from before, twice',
    before: async () => {
      server = createHttpServer((_, response) => {
        setTimeout(() => response.end('ok'), 5000)
      })
      port = await listen(server)
    },
    body: async () => {
      const text = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}`)).text()
      return (await text()) + (await text())
    },
    expected: 'okok',
    after: () => {
      server.closeAllConnections()
      server.close()
    },
  },
  {
    name: 'node:http with an agent',
    body: async () => {
      const own = createHttpServer((request, response) => {
        request.resume()
        response.end('ok')
      })
      const at = await listen(own)
      const [response] = (await once(get({ port: at, host: '127.0.0.1' }), 'response')) as [
        Readable,
      ]
      let text = ''
      for await (const part of response) text += String(part)
      own.closeAllConnections()
      own.close()
      return text
    },
    expected: 'ok',
  },
  {
    name: 'a server in another process',
    body: async () => {
      const child = spawn(process.execPath, [
        '-e',
        'require("node:http").createServer((q, r) => setTimeout(() => r.end("ok"), 250)).listen(0, "127.0.0.1", function () { console.log(this.address().port) })',
      ])
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const text = await Promise.race([
        (await fetch(`http://127.0.0.1:${String(line).trim()}`)).text(),
        sleep(1000, 'time'),
      ])
      child.kill()
      await once(child, 'exit')
      return text
    },
    expected: 'ok',
  },
  {
    name: 'a server in another thread',
    before: async () => {
      worker = startWorker(
        'require("node:http").createServer((q, r) => setTimeout(() => r.end("ok"), 250)).listen(0, "127.0.0.1", function () { parentPort.postMessage(this.address().port) })',
      )
      ;[port] = (await once(worker, 'message')) as [number]
    },
    body: async () =>
      Promise.race([(await fetch(`http://127.0.0.1:${port}`)).text(), sleep(1000, 'time')]),
    expected: 'ok',
    after: () => worker.terminate(),
  },
  {
    name: 'sockets that talk to each other',
    body: () =>
      beats(
        (async () => {
          const own = createServer((socket) => socket.pipe(socket))
          const client = connect(await listen(own), '127.0.0.1')
          client.write('ping')
          const [answer] = (await once(client, 'data')) as unknown[]
          client.destroy()
          own.close()
          await once(own, 'close')
          return answer
        })(),
        String,
      ),
    expected: 'ping',
  },
  {
    name: 'a megabyte between two sockets',
    body: () =>
      beats(
        (async () => {
          const own = createServer((socket) => socket.end(Buffer.alloc(1_000_000)))
          const client = connect(await listen(own), '127.0.0.1')
          let bytes = 0
          for await (const part of client) bytes += (part as Buffer).length
          own.close()
          return bytes
        })(),
        (bytes) => bytes,
      ),
    expected: 1_000_000,
  },
  {
    name: 'a unix socket',
    body: () =>
      beats(
        (async () => {
          const path = join(folder, 'socket')
          const own = createServer((socket) => socket.pipe(socket))
          own.listen(path)
          await once(own, 'listening')
          const client = connect(path)
          client.write('ping')
          const [answer] = (await once(client, 'data')) as unknown[]
          client.destroy()
          own.close()
          return answer
        })(),
        String,
      ),
    expected: 'ping',
  },
  {
    name: 'the time-out of a socket',
    body: async () => {
      const own = createServer(() => {})
      const client = connect(await listen(own), '127.0.0.1')
      client.setTimeout(200)
      await once(client, 'timeout')
      client.destroy()
      own.close()
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'the time-out of a request',
    body: async () => {
      const own = createHttpServer(() => {})
      const request = get({ port: await listen(own), host: '127.0.0.1', timeout: 200 })
      request.on('error', () => {})
      await once(request, 'timeout')
      request.destroy()
      own.closeAllConnections()
      own.close()
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'a refused connection',
    body: () =>
      beats(
        once(connect(1, '127.0.0.1'), 'connect').catch(
          (error: NodeJS.ErrnoException) => error.code,
        ),
        (code) => code,
      ),
    expected: 'ECONNREFUSED',
  },
  {
    name: 'datagrams',
    body: () =>
      beats(
        (async () => {
          const [a, b] = [createSocket('udp4'), createSocket('udp4')]
          b.bind(0, '127.0.0.1')
          await once(b, 'listening')
          a.send('ping', b.address().port, '127.0.0.1')
          await once(b, 'message')
          a.close()
          b.close()
        })(),
      ),
    expected: 'work',
  },
]
