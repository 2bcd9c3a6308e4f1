// Answers what is in flight before it exits.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const server = createServer(async (_request, response) => {
  await sleep(200)
  response.end('ok')
})
server.listen(0, '127.0.0.1')

process.once('SIGTERM', () => {
  server.close(() => process.exit(0))
})
