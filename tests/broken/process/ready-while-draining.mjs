// Breaks PROC-08: it gives others time to notice, and has nothing for them to notice.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const server = createServer((_request, response) => response.end('ready'))
server.listen(0, '127.0.0.1')

process.once('SIGTERM', async () => {
  await sleep(400)
  server.close()
})
