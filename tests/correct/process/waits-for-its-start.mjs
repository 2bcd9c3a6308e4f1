// A signal that comes during the start waits for it, and closes what it has opened.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

let started
process.once('SIGTERM', async () => {
  const server = await started
  server.close()
})

async function start() {
  await sleep(300)
  const server = createServer((_request, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  console.log('listening')
  return server
}
started = start()
