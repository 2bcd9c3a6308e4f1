import type { EventSource } from '../clock/event-source.ts'
import { installEvents, makeOwn } from '../clock/stand-in.ts'
import { findHttp2Prototypes } from '../platform/http2-internals.ts'
import { HttpServerChecks } from '../platform/http-server-checks.ts'
import { createDateSurfaces } from '../platform/http-date.ts'
import { canDrain, drain } from '../platform/drain.ts'
import { createLookupSurfaces } from '../platform/lookup-surfaces.ts'
import type { NetworkInternals } from '../platform/network-internals.ts'
import { patch } from '../platform/patch.ts'
import { renewSharedState, takeSharedState } from '../platform/shared-clients.ts'
import { real } from '../platform/real-time.ts'
import { createSocketSurfaces, type HandleMaker } from '../platform/socket-surfaces.ts'
import { createTimeoutSurfaces } from '../platform/socket-timeout.ts'
import { findStreamEnd } from '../platform/stream-handle.ts'
import { FetchTicks } from '../platform/fetch-ticks.ts'
import { createUdpSurfaces } from '../platform/udp-surfaces.ts'
import { markWatching } from '../stack/script-owner.ts'
import { EventLog, type NetworkLogEntry, type Stamp } from './event-log.ts'
import { Datagrams } from './datagrams.ts'
import { Faults } from './faults.ts'
import { Hosts } from './hosts.ts'
import { Listeners } from './listeners.ts'
import type { NetworkError } from './network-error.ts'
import { NetworkQueue } from './network-queue.ts'
import type { NetworkConnection, NetworkRequest, NetworkSetup } from '../model/network.ts'
import { SimulatedNames } from './name-server.ts'
import { parseHosts, type ParsedSetup } from './parse-setup.ts'
import { RequestLog } from './request-log.ts'
import { Services } from './services.ts'
import type { SimulatedNetwork } from './simulated-network.ts'
import { TcpEnd } from './tcp-end.ts'
import { Transport } from './transport.ts'

markWatching(import.meta.url)

/** After a reset: code that answers every close with a new connection must not hold it. */
const MAX_CLOSING_EVENTS = 10_000

/** Turns of the event loop in which a socket that is destroyed closes, and its client learns of it. */
const CLOSING_TURNS = 4

/** Puts a network under Node's modules, and takes it away. */
export class InstalledNetwork extends Faults implements SimulatedNetwork {
  readonly errors: NetworkError[] = []
  readonly #parts: NetworkParts
  readonly #ticks: FetchTicks
  readonly #services = new Services((error) => this.errors.push(error))
  readonly #undo: (() => void)[] = []
  #isClosed = false

  constructor(
    setup: ParsedSetup,
    internals: NetworkInternals,
    { isOpen, onClosed }: { isOpen: boolean; onClosed: () => void },
  ) {
    const parts = createParts(internals, new Hosts(setup.passthrough, isOpen))
    super(parts.hosts, parts.transport)
    this.#parts = parts
    this.#ticks = new FetchTicks(parts.queue)
    this.#services.open(setup.services, parts.hosts)
    this.#undo.push(onClosed)
    try {
      this.#install(internals)
    } catch (error) {
      void this.close()
      throw error
    }
    parts.transport.start()
  }

  answer(setup: NetworkSetup): void {
    this.#services.open(parseHosts(setup, 'sockets'), this.#parts.hosts)
  }

  connections(host?: string): readonly NetworkConnection[] {
    const { datagrams, hosts, listeners, transport } = this.#parts
    const all = [
      ...transport.connections.map((each) => each.describe()),
      ...listeners.describe(),
      ...datagrams.describe(),
    ]
    return host === undefined ? all : filterByHost(all, hosts.require(host).name)
  }

  requests(host?: string): readonly NetworkRequest[] {
    const { hosts, requests } = this.#parts
    const all = requests.list()
    return host === undefined ? [...all] : filterByHost(all, hosts.require(host).name)
  }

  log(): readonly NetworkLogEntry[] {
    return this.#parts.log.list()
  }

  follow(listener: ((entry: NetworkLogEntry) => void) | undefined, stamp?: Stamp): void {
    Object.assign(this.#parts.log, { onEntry: listener, stamp })
  }

  reset(): void {
    const { datagrams, hosts, listeners, log, queue, requests, transport } = this.#parts
    transport.destroyAll()
    renewSharedState()
    letRun()
    this.#runDue()
    this.#ticks.runOut(letRun)
    this.#runDue()
    queue.clear()
    listeners.clear()
    datagrams.clear()
    for (const host of hosts.all) host.reset()
    log.clear()
    requests.clear()
    this.errors.length = 0
    transport.start()
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    this.#isClosed = true
    const { datagrams, listeners, queue, transport } = this.#parts
    queue.isAttached = false
    transport.abandonAll()
    listeners.clear()
    datagrams.clear()
    queue.release()
    const strikeOff = this.#ticks.release()
    for (const undo of this.#undo.toReversed()) undo()
    return new Promise((resolve) => {
      afterTurns(CLOSING_TURNS, () => {
        try {
          strikeOff()
        } finally {
          resolve()
        }
      })
    })
  }

  /** Sockets that were destroyed close, and tell their owners. */
  #runDue(): void {
    const { queue } = this.#parts
    for (let events = 0; events < MAX_CLOSING_EVENTS; events += 1) {
      if ((queue.nextDueMs ?? Infinity) > queue.nowMs) return
      try {
        queue.fireNext()
      } catch {
        // What the code of an earlier schedule throws is nobody's concern any more.
      }
      letRun()
    }
  }

  #install(internals: NetworkInternals): void {
    const { datagrams, hosts, listeners, queue, requests, transport } = this.#parts
    const checks = new HttpServerChecks(queue, (socket) => findConnectionId(socket))
    const maker: HandleMaker = {
      get isActive() {
        return queue.isActive
      },
      isReal: (host, target) =>
        hosts.isReal(host) || (hosts.isOpen && !isListening(hosts, listeners, host, target)),
      createStream: (kind) => transport.createHandle(kind),
      listen: (address, port, family) =>
        listeners.listen(address, port, family, transport.elapsedMs),
      onListening: (server) => checks.follow(server),
    }
    transport.onTraffic = (socket) => checks.noteTraffic(socket)
    this.#undo.push(
      patch([
        ...createSocketSurfaces(internals, maker),
        ...createTimeoutSurfaces(internals, queue, findHttp2Prototypes()),
        ...createLookupSurfaces(new SimulatedNames(hosts, transport)),
        ...createDateSurfaces(() => queue.isActive),
        // What goes by UDP tells nobody whether somebody listens.
        ...(hosts.isOpen ? [] : createUdpSurfaces(internals.udp, datagrams)),
        ...checks.createSurfaces(),
        ...this.#ticks.createSurfaces(),
      ]),
    )
    this.#undo.push(takeSharedState())
    requests.start()
    this.#undo.push(() => requests.stop())
    const events: EventSource = {
      get nextDueMs() {
        return queue.nextDueMs
      },
      get isNextPeers() {
        return queue.isNextPeers
      },
      fireNext: () => queue.fireNext(),
      createTimer: (callback, delayMs) => this.#ticks.createTimer(callback, delayMs),
    }
    this.#undo.push(installEvents(events))
    queue.isAttached = true
  }
}

interface NetworkParts {
  readonly queue: NetworkQueue
  readonly hosts: Hosts
  readonly log: EventLog
  readonly listeners: Listeners
  readonly transport: Transport
  readonly requests: RequestLog
  readonly datagrams: Datagrams
}

function createParts(internals: NetworkInternals, hosts: Hosts): NetworkParts {
  const queue = new NetworkQueue()
  const log = new EventLog()
  const listeners = new Listeners(queue)
  const transport = new Transport({ internals, queue, hosts, listeners, log })
  const requests = new RequestLog(transport)
  const datagrams = new Datagrams(hosts, transport)
  return { queue, hosts, log, listeners, transport, requests, datagrams }
}

/** Whether somebody in this process takes a connection, where others are left to the real network. */
function isListening(
  hosts: Hosts,
  listeners: Listeners,
  name: string,
  target: number | string | undefined,
): boolean {
  if (typeof target === 'string') return listeners.find(target, undefined) !== undefined
  const host = hosts.findByName(name) ?? hosts.findByAddress(name)
  if (target === undefined || host === undefined) return false
  return host !== hosts.local || listeners.find(host.ip, target) !== undefined
}

function filterByHost<T extends { readonly host: string }>(all: readonly T[], name: string): T[] {
  return all.filter(({ host }) => host === name)
}

function findConnectionId(socket: object): number {
  const end = findStreamEnd(socket)
  return end instanceof TcpEnd ? (end.connection?.id ?? 0) : 0
}

/** Runs ticks and microtasks, where that can be had within a macrotask. */
function letRun(): void {
  if (canDrain()) drain()
}

function afterTurns(turns: number, callback: () => void): void {
  makeOwn(() =>
    real.setImmediate(() => (turns <= 1 ? callback() : afterTurns(turns - 1, callback))),
  )
}
