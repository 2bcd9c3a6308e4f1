import { createServer } from 'node:http2'
import type { Socket } from 'node:net'

/** Answers every unary call with an empty message. */
export function serveGrpc(socket: Socket): void {
  // It never listens: it is handed each connection.
  const server = createServer()
  server.on('stream', (stream) => {
    stream.on('error', () => {})
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc' },
      { waitForTrailers: true },
    )
    stream.end(Buffer.alloc(5))
  })
  server.emit('connection', socket)
}
