import type { SocketAddress } from '../platform/socket-address.ts'
import { systemErrors } from '../platform/system-errors.ts'
import type { DatagramCarrier, DatagramEnd } from '../platform/udp-surfaces.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { Hosts } from './hosts.ts'
import type { NetworkConnection } from '../model/network.ts'
import type { Transport } from './transport.ts'

markWatching(import.meta.url)

/** Carries datagrams between the sockets of this process. What is sent to a host of the setup is lost. */
export class Datagrams implements DatagramCarrier {
  readonly #hosts: Hosts
  readonly #transport: Transport
  readonly #bound = new Map<DatagramEnd, number>()

  constructor(hosts: Hosts, transport: Transport) {
    this.#hosts = hosts
    this.#transport = transport
  }

  get isActive(): boolean {
    return this.#transport.queue.isActive
  }

  bind(end: DatagramEnd, wanted: SocketAddress, isShared: boolean): number {
    const port = wanted.port || this.#transport.nextPort()
    if (!isShared && this.#findAt(port).length > 0) return systemErrors.EADDRINUSE
    end.local = { ...wanted, port }
    this.#bound.set(end, this.#transport.elapsedMs)
    return 0
  }

  send(end: DatagramEnd, chunk: Buffer, to: { address: string; port: number }): void {
    const host = this.#hosts.findByAddress(to.address)
    const begun = this.#transport.stamp(false)
    this.#transport.note({
      kind: 'datagram',
      host: host?.name ?? to.address,
      connection: 0,
      from: 'client',
      bytes: chunk.length,
      text: `port ${to.port}`,
      ...(begun && { begun }),
    })
    if (host !== this.#hosts.local || host.cut !== undefined || host.hasCrashed) return
    const { port = 0, family = 'IPv4' } = end.local ?? {}
    const address = family === 'IPv6' ? '::1' : '127.0.0.1'
    this.#transport.queue.add(host.latencyMs, () => {
      if (host.cut !== undefined) return
      for (const receiver of this.#findAt(to.port)) {
        const isMeant = receiver.remote === undefined || receiver.remote.port === port
        if (receiver.isReading && isMeant)
          receiver.deliver(Buffer.from(chunk), { address, port, family })
      }
    })
  }

  close(end: DatagramEnd): void {
    end.isReading = false
    this.#bound.delete(end)
  }

  /** All that are bound, as `netstat` shows them. */
  describe(): NetworkConnection[] {
    return Array.from(this.#bound, ([{ local }, openedAtMs]) => ({
      id: 0,
      host: 'localhost',
      port: local?.port,
      kind: 'udp',
      state: 'listening',
      isPooled: false,
      openedAtMs,
      bytesSent: 0,
      bytesReceived: 0,
    }))
  }

  /** Closes and forgets them: nothing arrives any more. */
  clear(): void {
    for (const end of this.#bound.keys()) end.close()
    this.#bound.clear()
  }

  #findAt(port: number): DatagramEnd[] {
    return [...this.#bound.keys()].filter(({ local }) => local?.port === port)
  }
}
