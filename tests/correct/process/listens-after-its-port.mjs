// Listens to the signal in the very statement after its port is open.
import { once } from 'node:events'
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.once('SIGTERM', () => server.close())
