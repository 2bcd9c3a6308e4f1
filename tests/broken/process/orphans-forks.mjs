// Breaks LEAK-05: it exits, and the server that it has forked goes on.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

if (process.argv[2] === 'child') {
  const { createServer } = await import('node:http')
  createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
} else {
  process.on('SIGTERM', () => process.exit(0))
  fork(fileURLToPath(import.meta.url), ['child'])
}
