/** Breaks NET-05: nobody listens for the errors of the socket. */
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class UnhandledSocketError extends SocketManager {
  protected override listen(): void {}
}

export const subject = socketSubject('unhandled-socket-error', UnhandledSocketError)
