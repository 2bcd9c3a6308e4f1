import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

/** Waits until both sides have the connection: before, closing the server would reset the client. */
export async function bothConnected(server: Server, client: Socket): Promise<void> {
  await Promise.all([once(server, 'connection'), once(client, 'connect')])
}
