import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

/** Starts a server that answers nothing. */
export async function startServer(): Promise<Server> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
