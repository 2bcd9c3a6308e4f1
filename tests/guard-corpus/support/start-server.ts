import { createServer, type Server } from 'node:http'
import { pause } from './pause.ts'

/** Starts an HTTP server on a free port. */
export async function startServer(): Promise<Server> {
  const server = createServer((_request, response) => response.end('ok'))
  await pause(1)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)) // <- leak
  return server
}

export function stopServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
