/** Breaks NET-04: its WebSocket stays open. */
import { WebSocketManager, webSocketSubject } from '../bases/web-socket-manager.ts'

class WebSocketLeft extends WebSocketManager {
  protected override hangUp(): Promise<void> {
    return Promise.resolve()
  }
}

export const subject = webSocketSubject('web-socket-left', WebSocketLeft)
