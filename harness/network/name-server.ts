import net from 'node:net'
import {
  createLookupError,
  type FoundAddress,
  type NameServer,
} from '../platform/lookup-surfaces.ts'
import { markWatching } from '../stack/script-owner.ts'
import { howToName, type Hosts } from './hosts.ts'
import type { Transport } from './transport.ts'

markWatching(import.meta.url)

/** Answers look-ups from the hosts of the network. */
export class SimulatedNames implements NameServer {
  readonly #hosts: Hosts
  readonly #transport: Transport

  constructor(hosts: Hosts, transport: Transport) {
    this.#hosts = hosts
    this.#transport = transport
  }

  get isActive(): boolean {
    return this.#transport.queue.isActive
  }

  isReal(name: string): boolean {
    return this.#hosts.isReal(name)
  }

  answer(callback: () => void): void {
    this.#transport.queue.add(0, callback)
  }

  lookup(name: string, family: number): readonly FoundAddress[] | Error {
    const found = this.#find(name, family)
    const text = found instanceof Error ? (found as NodeJS.ErrnoException).code : found[0]?.address
    this.#transport.note({ kind: 'lookup', host: name, connection: 0, text: text ?? '' })
    return found
  }

  #find(name: string, family: number): readonly FoundAddress[] | Error {
    const version = net.isIP(name)
    if (version === 4 || version === 6) return [{ address: name, family: version }]
    const host = this.#hosts.findByName(name)
    if (host === undefined)
      return createLookupError('ENOTFOUND', name, `: nobody answers there. ${howToName(name)}`)
    if (host.lookupFailure !== undefined) return createLookupError(host.lookupFailure, name)
    if (host === this.#hosts.local && family === 6) return [{ address: '::1', family: 6 }]
    const version_ = net.isIP(host.ip) === 6 ? 6 : 4
    if (family !== 0 && family !== version_) return createLookupError('ENOTFOUND', name)
    return [{ address: host.ip, family: version_ }]
  }

  resolve(name: string, type: string): readonly unknown[] | string {
    const host = this.#hosts.findByName(name)
    const isFound = host !== undefined && host.lookupFailure === undefined
    const text = isFound ? host.ip : (host?.lookupFailure ?? 'ENOTFOUND')
    this.#transport.note({ kind: 'lookup', host: name, connection: 0, text: `${type} ${text}` })
    if (!isFound) return text
    return type === 'A' ? [host.ip] : 'ENODATA'
  }
}
