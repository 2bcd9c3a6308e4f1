// Breaks PROC-02: the code says that all has failed until something else is known, and nobody changes it.
import { createServer } from 'node:http'

process.exitCode = 1
const server = createServer((request, response) => response.end()).listen(0, '127.0.0.1')
process.on('SIGTERM', () => {
  if (server.listening) server.close()
})
