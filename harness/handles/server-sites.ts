import { releaseSite } from '../stack/call-sites.ts'
import type { HandleType } from '../model/handle-type.ts'

/** How many servers are noted before those that are closed are given up. */
const FIRST_PRUNING = 64

interface Server {
  readonly type: HandleType
  readonly resource: object
  readonly site: Error
}

/** What is kept of a server; not the server, which would keep all that its callbacks have at hand. */
interface NotedServer {
  readonly type: HandleType
  readonly resource: WeakRef<object>
}

/** Where the servers were opened that accept connections: these have no stack of their own. */
export class ServerSites {
  /** By the id of the server, which is what triggers its connections. */
  readonly #servers = new Map<number, NotedServer>()
  /** By the server: a stack keeps the functions that are on it, and these what they have at hand. */
  readonly #sites = new WeakMap<object, Error>()
  readonly #accepted = new WeakMap<object, Error>()
  #pruneAt = FIRST_PRUNING

  noteServer(asyncId: number, { type, resource, site }: Server): void {
    if (this.#servers.size >= this.#pruneAt) this.#prune()
    this.#servers.set(asyncId, { type, resource: new WeakRef(resource) })
    this.#sites.set(resource, site)
  }

  /** Notes a connection, if it is one that a server has accepted; tells whether it is. */
  noteConnection(triggerId: number, resource: object): boolean {
    const server = this.#servers.get(triggerId)
    const site = this.#findSite(server)
    if (site !== undefined) this.#accepted.set(resource, site)
    return server !== undefined
  }

  /** Where the server was opened that accepted the connection. */
  find(resource: object): Error | undefined {
    return this.#accepted.get(resource)
  }

  /** Lets what was at hand where servers were opened be collected. */
  release(): void {
    for (const server of this.#servers.values()) {
      const site = this.#findSite(server)
      if (site !== undefined) releaseSite(site)
    }
  }

  clear(): void {
    this.#servers.clear()
  }

  #findSite(server: NotedServer | undefined): Error | undefined {
    const resource = server?.resource.deref()
    return resource === undefined ? undefined : this.#sites.get(resource)
  }

  /** A worker may open any number of servers, and a closed one accepts nothing. */
  #prune(): void {
    for (const [asyncId, { type, resource }] of this.#servers) {
      const server = resource.deref()
      if (server === undefined || !type.isOpen(server)) this.#servers.delete(asyncId)
    }
    this.#pruneAt = Math.max(FIRST_PRUNING, 2 * this.#servers.size)
  }
}
