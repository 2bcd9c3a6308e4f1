/** Breaks NET-05: a connection that ends with an error is not made again. */
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class DiesOfEconnreset extends SocketManager {
  protected override onClose(hadError: boolean): void {
    if (!hadError) super.onClose(hadError)
  }
}

export const subject = socketSubject('dies-of-econnreset', DiesOfEconnreset)
