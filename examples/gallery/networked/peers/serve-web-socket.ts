import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'

/** A WebSocket server that answers each message with a job, and pings every half minute. */
export function serveWebSocket(socket: Socket): void {
  // It never listens: it is handed each connection.
  const server = createServer()
  new WebSocketServer({ server }).on('connection', (peer) => {
    const pings = setInterval(() => peer.ping(), 30_000)
    peer.on('error', () => {})
    peer.on('message', () => peer.send('a job'))
    peer.on('close', () => clearInterval(pings))
  })
  server.emit('connection', socket)
}
