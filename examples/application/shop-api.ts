import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Database } from './database.ts'
import type { MailWorker } from './mail-worker.ts'

/** The HTTP server: an order is stored, and a mail is handed to the worker. */
export class ShopApi {
  readonly #server: Server
  #isReady = false

  constructor(database: Database, worker: MailWorker) {
    this.#server = createServer((request, response) => {
      if (request.url === '/ready') {
        response.writeHead(this.#isReady ? 200 : 503).end()
        return
      }
      void database.query('INSERT INTO orders').then(
        () => {
          worker.add('a customer')
          response.end('ordered')
        },
        () => response.writeHead(500).end(),
      )
    })
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#isReady = true
  }

  /**
   * Says that it is not ready, gives whoever sends requests the time to see it, and then takes no more.
   *
   * @param noticeMs a little more than the load balancer takes from one look to the next
   */
  async close(noticeMs: number): Promise<void> {
    this.#isReady = false
    if (!this.#server.listening) return
    await new Promise((resolve) => setTimeout(resolve, noticeMs))
    const closed = once(this.#server, 'close')
    this.#server.close()
    await closed
  }
}
