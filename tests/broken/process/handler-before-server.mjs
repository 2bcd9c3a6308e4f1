// Breaks PROC-09: the handler closes a server that is not there yet.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

process.on('SIGTERM', () => server.close())

await sleep(300)
const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')
