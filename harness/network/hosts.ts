import net from 'node:net'
import { markWatching } from '../stack/script-owner.ts'
import { suggestAfterSentence } from '../text/verify.ts'
import { Host } from './host.ts'
import { NetworkError } from './network-error.ts'

markWatching(import.meta.url)

const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** The hosts of a simulated network, by name and by address. */
export class Hosts {
  /** This process. */
  readonly local: Host = new Host('localhost', '127.0.0.1')
  readonly #byName = new Map<string, Host>([['localhost', this.local]])
  readonly #byIp = new Map<string, Host>([
    ['127.0.0.1', this.local],
    ['::1', this.local],
  ])
  readonly #real: ReadonlySet<string>
  /** Whether hosts that nobody named are left to the real network, too. */
  readonly isOpen: boolean

  /**
   * @param real the names that are left to the real network
   * @param isOpen whether those that nobody named are, too
   */
  constructor(real: readonly string[] = [], isOpen = false) {
    this.#real = new Set(real)
    this.isOpen = isOpen
  }

  /** The host of that name, which is new unless it was added before. */
  add(name: string): Host {
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    const host = new Host(name, net.isIP(name) > 0 ? name : `10.0.0.${this.#byName.size}`)
    this.#byName.set(name, host)
    this.#byIp.set(host.ip, host)
    return host
  }

  get all(): readonly Host[] {
    return [...this.#byName.values()]
  }

  /** Whether a name is left to the real network. */
  isReal(name: string): boolean {
    if (this.#real.has(name)) return true
    return this.isOpen && (this.findByName(name) ?? this.findByAddress(name)) === undefined
  }

  findByName(name: string): Host | undefined {
    return isLocalName(name) ? this.local : this.#byName.get(name.toLowerCase())
  }

  findByAddress(address: string): Host | undefined {
    return this.#byIp.get(address) ?? (isLocalAddress(address) ? this.local : undefined)
  }

  /** The host behind the path of a unix socket. */
  findUnix(path: string): Host {
    return this.#byName.get(`unix:${path}`) ?? this.local
  }

  /** @throws {NetworkError} when nobody named it */
  require(name: string): Host {
    const host = this.findByName(name) ?? this.findByAddress(name)
    if (host !== undefined) return host
    const known = [...this.#byName.keys()]
    throw new NetworkError(
      'NETWORK_HOST',
      `No host of the network is named ${JSON.stringify(name)}.${suggestAfterSentence(name, known)} ` +
        `Known hosts are ${known.join(', ')}. ${howToName(name)}`,
    )
  }
}

/** How a host gets into the network. */
export function howToName(name: string): string {
  return (
    `Name it in \`network\`: { '${name}': (request) => new Response('ok') }, ` +
    `or leave it to the real network: passthrough: ['${name}'].`
  )
}

export function isAnyAddress(address: string | null): boolean {
  return address === null || address === '' || ANY_ADDRESS.has(address)
}

export function isLocalAddress(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || ANY_ADDRESS.has(address)
}

function isLocalName(name: string): boolean {
  return name === '' || name === 'localhost' || name.endsWith('.localhost')
}
