// Breaks PROC-07: it closes the database first, and a request that needs it is in flight.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const database = {
  isOpen: true,
  async query() {
    await sleep(300)
    if (!this.isOpen) throw new Error('the pool is closed')
    return 'a row'
  },
}
const server = createServer(async (_request, response) => {
  try {
    response.end(await database.query())
  } catch (error) {
    response.writeHead(500).end(error.message)
  }
})
server.listen(0, '127.0.0.1')

process.once('SIGTERM', () => {
  database.isOpen = false
  server.close()
})
