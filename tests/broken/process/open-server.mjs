// Breaks LEAK-05: the handler closes one server, and forgets the other one.
import { createServer } from 'node:http'

const metrics = createServer((_request, response) => response.end('up 1'))
metrics.listen(0, '127.0.0.1')
const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')

process.on('SIGTERM', async () => {
  await new Promise((resolve) => server.close(resolve))
  console.log('closed')
})
