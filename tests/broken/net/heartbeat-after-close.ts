/** Breaks NET-03: a connection that was being made when it was closed is made all the same, and again. */
import { WebSocketManager, webSocketSubject } from '../bases/web-socket-manager.ts'

class HeartbeatAfterClose extends WebSocketManager {
  protected override onClose(): void {
    this.retry = setTimeout(() => this.connect(), this.pauseMs())
  }
}

export const subject = webSocketSubject('heartbeat-after-close', HeartbeatAfterClose)
