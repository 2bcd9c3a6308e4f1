// Its readiness has a server of its own, which closes last.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

let isReady = true
const server = createServer((_request, response) => response.writeHead(404).end())
server.listen(0, '127.0.0.1')
const admin = createServer((_request, response) => response.writeHead(isReady ? 200 : 503).end())
admin.listen(0, '127.0.0.1')

process.once('SIGTERM', async () => {
  isReady = false
  await sleep(500)
  await new Promise((resolve) => server.close(resolve))
  admin.close()
})
