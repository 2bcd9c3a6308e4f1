// A plain HTTP server that closes on SIGTERM and lets the process end by itself.
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1', () => console.log('listening'))

process.once('SIGTERM', () => {
  console.log('closing')
  server.close(() => console.log('closed'))
})
