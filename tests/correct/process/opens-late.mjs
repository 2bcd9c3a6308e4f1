// Makes its server at once, and opens the port later.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const server = createServer(async (_request, response) => {
  await sleep(100)
  response.end('ok')
})
let isStopping = false
process.once('SIGTERM', () => {
  isStopping = true
  if (server.listening) server.close()
})

await sleep(600)
if (!isStopping) server.listen(0, '127.0.0.1')
