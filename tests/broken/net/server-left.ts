/** Breaks NET-04: the server that tells its health goes on. */
import { createServer } from 'node:http'
import { PollingManager, pollingSubject } from '../bases/polling-manager.ts'

class ServerLeft extends PollingManager {
  override begin(): this {
    createServer((_request, response) => response.end('ok')).listen(9090)
    return super.begin()
  }
}

export const subject = pollingSubject('server-left', ServerLeft)
