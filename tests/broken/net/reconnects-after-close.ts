/** Breaks NET-03: the pause before the next attempt goes on when it is closed. */
import { SocketManager, socketSubject } from '../bases/socket-manager.ts'

class ReconnectsAfterClose extends SocketManager {
  protected override halt(): void {
    clearInterval(this.timer)
  }
}

export const subject = socketSubject('reconnects-after-close', ReconnectsAfterClose)
