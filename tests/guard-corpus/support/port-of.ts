import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

interface Listening {
  listening: boolean
  address(): AddressInfo | string | null
  once(event: 'listening', listener: () => void): unknown
}

/** The port a server listens on, once it does. */
export async function portOf(server: Listening): Promise<number> {
  if (!server.listening) await once(server as never, 'listening')
  return (server.address() as AddressInfo).port
}
