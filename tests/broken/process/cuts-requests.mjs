// Breaks PROC-07: it exits in the handler of the signal, whoever waits for an answer.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const server = createServer(async (_request, response) => {
  await sleep(300)
  response.end('ok')
})
server.listen(0, '127.0.0.1')

process.on('SIGTERM', () => {
  server.close()
  process.exit(0)
})
