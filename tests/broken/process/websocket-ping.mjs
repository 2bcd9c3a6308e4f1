// Breaks PROC-04: both servers close, and the pings go on.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const http = createServer().listen(0, '127.0.0.1')
const sockets = new WebSocketServer({ server: http })
setInterval(() => {
  for (const client of sockets.clients) client.ping()
}, 1000)
process.once('SIGTERM', () => {
  sockets.close()
  http.close()
})
