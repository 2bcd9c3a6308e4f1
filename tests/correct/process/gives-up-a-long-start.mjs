// Waits at the top of its module for a database that takes long; the signal gives that up.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
try {
  await sleep(1200, undefined, { signal: stop.signal })
  const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
  await once(stop.signal, 'abort')
  await new Promise((resolve) => server.close(resolve))
} catch (error) {
  if (error.name !== 'AbortError') throw error
}
console.log('closed')
