// Breaks PROC-09: its port is open long before it listens to the signal.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
await sleep(300)
process.once('SIGTERM', () => server.close())
console.log('ready')
