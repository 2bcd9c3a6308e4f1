/** Breaks NET-02: it waits until the other side has closed, too, which may have hung itself up long ago. */
import { once } from 'node:events'
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class GoodbyeUnanswered extends SocketManager {
  protected override async hangUp(): Promise<void> {
    const { socket } = this
    if (socket === undefined || socket.destroyed) return
    if (socket.connecting) socket.destroy()
    else socket.end()
    await once(socket, 'close')
  }
}

export const subject = socketSubject('goodbye-unanswered', GoodbyeUnanswered)
