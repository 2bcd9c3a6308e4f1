import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'

/** Gives out jobs over http. */
export const jobs = (): Response => Response.json({ jobs: [] })

/** Answers every line that it is sent. */
export const pong = (socket: Socket): void => {
  socket.on('data', () => socket.write('PONG\n'))
}

/** Sends a message for every one that it gets. */
export function createFeed(): (socket: Socket) => void {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.on('error', () => {})
    socket.on('message', () => socket.send('job'))
  })
  return (socket) => {
    server.emit('connection', socket)
  }
}
