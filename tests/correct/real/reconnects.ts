import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { RecoveringManager, recoveringSubject } from '../../broken/bases/recovering-manager.ts'

/** Both ends of a connection on the loopback. */
interface Connection {
  readonly server: Server
  readonly socket: Socket
}

/** Closes its connection after a failed run, and connects again. */
export class Reconnector extends RecoveringManager<Connection> {
  protected override async connect(): Promise<Connection> {
    const server = createServer((peer) => {
      peer.on('error', () => {})
      peer.on('close', () => server.close())
      peer.end('ready')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      allowHalfOpen: true,
    })
    socket.on('error', () => {})
    await once(socket, 'data')
    return { server, socket }
  }

  protected override async disconnect({ server, socket }: Connection): Promise<void> {
    const closed = server.listening ? once(server, 'close') : undefined
    socket.destroy()
    await closed
  }
}

export const subject = recoveringSubject('reconnects', Reconnector)
