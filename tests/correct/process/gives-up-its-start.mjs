// A signal that comes during the start ends it.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())

try {
  await sleep(300, undefined, { signal: stop.signal })
  createServer((_request, response) => response.end('ok')).listen({
    port: 0,
    host: '127.0.0.1',
    signal: stop.signal,
  })
} catch (error) {
  if (error.name !== 'AbortError') throw error
}
