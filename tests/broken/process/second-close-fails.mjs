// Breaks PROC-01: the second signal closes a server that is closed, and nobody catches that.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')

process.on('SIGTERM', async () => {
  await promisify(server.close.bind(server))()
  await sleep(100)
})
