// Breaks PROC-02: the shutdown is graceful, and the exit code says that it was not.
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')

process.once('SIGTERM', () => {
  server.close(() => process.exit(1))
})
