/** Breaks NET-04: it stops asking, and keeps its connection. */
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class SocketLeft extends SocketManager {
  protected override async hangUp(): Promise<void> {}
}

export const subject = socketSubject('socket-left', SocketLeft)
