// Says that it is not ready, gives others time to see it, and closes then.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

let isReady = true
const server = createServer(async ({ url }, response) => {
  if (url === '/ready') response.writeHead(isReady ? 200 : 503).end()
  else {
    await sleep(100)
    response.end('ok')
  }
})
server.listen(0, '127.0.0.1')

process.once('SIGTERM', async () => {
  isReady = false
  await sleep(500)
  server.close()
})
