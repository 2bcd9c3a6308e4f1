import { markWatching } from '../stack/script-owner.ts'
import { describe } from '../text/describe.ts'
import { checkNonNegative, checkPositive } from '../text/verify.ts'
import type { Host } from './host.ts'
import type { Hosts } from './hosts.ts'
import type { LookupFailure, Network } from '../model/network.ts'
import type { NetworkLogEntry } from './event-log.ts'

markWatching(import.meta.url)

const LOOKUP_FAILURES: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'EAI_AGAIN'])

/** What faults are done to, beside the hosts. */
export interface Faulty {
  note(entry: Omit<NetworkLogEntry, 'atMs'>): void
  resetConnections(host: Host): void
  forgetConnections(host: Host): void
}

/** What is made wrong with a network, and right again. */
export class Faults implements Omit<Network, 'connections' | 'requests'> {
  readonly #hosts: Hosts
  readonly #faulty: Faulty

  constructor(hosts: Hosts, faulty: Faulty) {
    this.#hosts = hosts
    this.#faulty = faulty
  }

  latency(host: string, ms: number): void {
    checkNonNegative('ms', ms)
    this.#find(host, `latency ${ms} ms`).latencyMs = ms
  }

  refuse(host: string): void {
    this.#find(host, 'refuse').isRefusing = true
  }

  hang(host: string, { accept = true }: { accept?: boolean } = {}): void {
    const found = this.#find(host, accept ? 'hang' : 'hang without accepting')
    found.cut = 'silent'
    found.isDroppingSyn = !accept
  }

  partition(host: string): void {
    const found = this.#find(host, 'partition')
    found.cut = 'lost'
    found.isDroppingSyn = true
  }

  slow(host: string, bytesPerMs: number): void {
    checkPositive('bytesPerMs', bytesPerMs)
    this.#find(host, `slow ${bytesPerMs} bytes/ms`).bytesPerMs = bytesPerMs
  }

  resetConnections(host: string): void {
    this.#faulty.resetConnections(this.#find(host, 'resetConnections'))
  }

  crash(host: string): void {
    const found = this.#find(host, 'crash')
    found.hasCrashed = true
    this.#faulty.forgetConnections(found)
  }

  restart(host: string): void {
    this.#find(host, 'restart').hasCrashed = false
  }

  failLookups(host: string, code: LookupFailure = 'ENOTFOUND'): void {
    if (!LOOKUP_FAILURES.has(code)) {
      throw new TypeError(
        `Expected \`code\` to be 'ENOTFOUND' or 'EAI_AGAIN', got ${describe(code)}`,
      )
    }
    this.#find(host, `failLookups ${code}`).lookupFailure = code
  }

  heal(host?: string): void {
    const hosts = host === undefined ? this.#hosts.all : [this.#find(host, 'heal')]
    for (const each of hosts) for (const resend of each.heal()) resend()
  }

  #find(name: string, text: string): Host {
    const host = this.#hosts.require(name)
    this.#faulty.note({ kind: 'fault', host: host.name, connection: 0, text })
    return host
  }
}
