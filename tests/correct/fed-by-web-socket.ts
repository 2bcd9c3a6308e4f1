import { WebSocketManager, webSocketSubject } from '../broken/bases/web-socket-manager.ts'

/** A client of a WebSocket, with a heartbeat. */
export const subject = webSocketSubject('fed-by-web-socket', WebSocketManager)
