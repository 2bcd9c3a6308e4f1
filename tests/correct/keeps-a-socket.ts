import { SocketManager, socketSubject } from '../broken/bases/socket-manager.ts'

/** A client that keeps a connection, and makes it again with jitter. */
export const subject = socketSubject('keeps-a-socket', SocketManager)
