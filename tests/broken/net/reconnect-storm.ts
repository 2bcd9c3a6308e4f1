/** Breaks NET-07: it connects again at once, however often that has failed. */
import { WebSocketManager, webSocketSubject } from '../bases/web-socket-manager.ts'

class ReconnectStorm extends WebSocketManager {
  protected override pauseMs(): number {
    return 10
  }
}

export const subject = webSocketSubject('reconnect-storm', ReconnectStorm)
