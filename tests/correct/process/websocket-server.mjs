// A server of WebSockets on an HTTP server: pings end, clients are sent away, and then both servers close.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const http = createServer((request, response) => response.end())
const sockets = new WebSocketServer({ server: http })
const ping = setInterval(() => {
  for (const client of sockets.clients) client.ping()
}, 1000)
let isClosing = false

process.on('SIGTERM', () => {
  if (isClosing) return
  isClosing = true
  clearInterval(ping)
  for (const client of sockets.clients) client.close(1001)
  sockets.close(() => http.close(() => console.log('closed')))
})
http.listen(0, '127.0.0.1')
