// A server, a queue worker, a pool of connections and a scheduler, closed in the reverse order of use.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const pool = {
  isOpen: true,
  async query() {
    await sleep(100)
    if (!this.isOpen) throw new Error('the pool is closed')
    return 'a row'
  },
  close() {
    this.isOpen = false
  },
}

let isStopping = false
let job = Promise.resolve()
const scheduler = setInterval(() => {
  if (!isStopping) job = job.then(() => pool.query())
}, 50)

const server = createServer(async (_request, response) => {
  try {
    response.end(await pool.query())
  } catch (error) {
    response.writeHead(500).end(error.message)
  }
})
server.listen(0, '127.0.0.1', () => console.log('listening'))

process.on('SIGTERM', async () => {
  if (isStopping) return
  isStopping = true
  await new Promise((resolve) => server.close(resolve))
  clearInterval(scheduler)
  await job
  pool.close()
  console.log('closed')
})
