// Breaks PROC-01: it ends by Ctrl-C, and not by the signal of a supervisor.
import { createServer } from 'node:http'

process.on('SIGINT', () => server.close(() => console.log('closed')))
const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
