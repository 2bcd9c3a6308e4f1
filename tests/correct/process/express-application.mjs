// Express behind a load balancer: not ready from the signal on, closed a little later, idle connections included.
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'

let isReady = true
const app = express()
app.get('/ready', (_request, response) => response.sendStatus(isReady ? 200 : 503))
app.get('/', async (_request, response) => {
  await sleep(100)
  response.json({ ok: true })
})
let server
process.on('SIGTERM', async () => {
  if (!isReady) return
  isReady = false
  console.log('draining')
  await sleep(300)
  server.close(() => console.log('closed'))
  server.closeIdleConnections()
})
server = app.listen(0, '127.0.0.1', () => console.log('listening'))
