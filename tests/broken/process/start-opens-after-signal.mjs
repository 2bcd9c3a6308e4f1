// Breaks PROC-09: the shutdown is over before the start is, which opens one more thing.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const closers = []
process.once('SIGTERM', () => {
  for (const close of closers.toReversed()) close()
})

const timer = setInterval(() => {}, 1000)
closers.push(() => clearInterval(timer))
await sleep(300)
const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1')
closers.push(() => server.close())
