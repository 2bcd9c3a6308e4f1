import { type EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** Has a server listen, and finds its port. */
export async function listen(
  server: { listen(port: number, host: string): unknown; address(): unknown } & EventEmitter,
): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
