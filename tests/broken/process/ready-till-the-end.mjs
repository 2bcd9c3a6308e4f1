// Breaks PROC-08: it says that it is ready until its server closes.
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ready'))
server.listen(0, '127.0.0.1')

process.once('SIGTERM', () => server.close())
