import http from 'node:http'
import type net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WebSocket as Ws, WebSocketServer } from 'ws'
import type { Network } from '../../../harness/model/network.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'

/** A server of `ws` behind a host of the setup. */
function createEcho(): { handler: (socket: net.Socket) => void } {
  const server = http.createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => socket.send(`echo ${toText(data)}`))
  })
  return { handler: (socket) => void server.emit('connection', socket) }
}

test('ws talks to a server of its own, pings and all', async () => {
  await runVirtual(
    async ({ clock, network }) => {
      const socket = new Ws('ws://socket.test/')
      const told: string[] = []
      socket.on('message', (data) => told.push(`${clock.nowMs} ${toText(data)}`))
      socket.on('pong', () => told.push(`${clock.nowMs} pong`))
      await new Promise((resolve) => {
        socket.on('open', resolve)
      })
      socket.send('one')
      await sleep(1000)
      socket.ping()
      await sleep(1000)
      expect(told).toEqual(['6 echo one', '1006 pong'])
      const closed = new Promise((resolve) => {
        socket.on('close', (code) => resolve(code))
      })
      socket.close(4000)
      expect(await closed).toBe(4000)
      await sleep(10)
      expect(network.connections()).toEqual([])
    },
    { network: { 'socket.test:80': createEcho().handler } },
  )
})

test('ws is told of a reset, and waits 30 s for a peer that does not close', async () => {
  const run = async (network: Network, nowMs: () => number): Promise<void> => {
    const first = new Ws('ws://socket.test/')
    await opened(first)
    const told: string[] = []
    first.on('error', (error: NodeJS.ErrnoException) => told.push(`error ${error.code}`))
    first.on('close', (code) => told.push(`close ${code}`))
    network.resetConnections('socket.test')
    await sleep(10)
    expect(told).toEqual(['close 1006'])
    const second = new Ws('ws://socket.test/')
    await opened(second)
    network.hang('socket.test')
    const startMs = nowMs()
    second.close()
    await new Promise((resolve) => {
      second.on('close', resolve)
    })
    expect(nowMs() - startMs).toBe(30_000)
  }
  await runVirtual(({ clock, network }) => run(network, () => clock.nowMs), {
    network: { 'socket.test:80': createEcho().handler },
  })
})

test('a WebSocket is in no pool, and a connection that waits for the next request is', async () => {
  await runVirtual(
    async ({ network }) => {
      const isPooled = (): boolean[] => network.connections().map((each) => each.isPooled)
      for (const agent of [undefined, new http.Agent({ keepAlive: true })]) {
        const socket = new Ws('ws://socket.test/', { agent })
        await opened(socket)
        expect(isPooled()).toEqual([false])
        const closed = new Promise((resolve) => {
          socket.on('close', resolve)
        })
        socket.terminate()
        await closed
        await sleep(10)
      }
      const agent = new http.Agent({ keepAlive: true })
      await new Promise((resolve) => {
        http.get('http://pages.test/', { agent }, (answer) => answer.resume().on('end', resolve))
      })
      await sleep(10)
      expect(isPooled()).toEqual([true])
      agent.destroy()
      await sleep(10)
    },
    { network: { 'socket.test:80': createEcho().handler, 'pages.test': () => new Response('ok') } },
  )
})

const hasWebSocket = 'WebSocket' in globalThis

test.runIf(hasWebSocket)('the global WebSocket is in memory too', async () => {
  await runVirtual(
    async ({ network }) => {
      const socket = new WebSocket('ws://socket.test/')
      await new Promise((resolve) => {
        socket.addEventListener('open', resolve)
      })
      socket.send('two')
      const { data } = await new Promise<{ data: unknown }>((resolve) => {
        socket.addEventListener('message', (event) => resolve(event as { data: unknown }))
      })
      expect(data).toBe('echo two')
      socket.close()
      await new Promise((resolve) => {
        socket.addEventListener('close', resolve)
      })
      await sleep(10)
      expect(network.connections()).toEqual([])
    },
    { network: { 'socket.test:80': createEcho().handler } },
  )
})

function opened(socket: Ws): Promise<void> {
  return new Promise((resolve) => {
    socket.on('open', resolve)
  })
}

function toText(data: unknown): string {
  return Buffer.isBuffer(data) ? data.toString() : 'not a buffer'
}
