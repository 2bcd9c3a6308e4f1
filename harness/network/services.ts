import { AsyncResource } from 'node:async_hooks'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { beginTurn } from '../clock/turn-owner.ts'
import { markPeers } from '../platform/simulated-resources.ts'
import type { StreamHandle } from '../platform/stream-handle.ts'
import { markWatching } from '../stack/script-owner.ts'
import { type Certificate, createCertificate } from './certificate.ts'
import type { Hosts } from './hosts.ts'
import type { NetworkError } from './network-error.ts'
import type { Service } from './parse-setup.ts'
import { createHandlerError, createRequestListener } from './request-service.ts'

markWatching(import.meta.url)

/** Sockets that hosts of the setup have accepted. */
export class Services {
  readonly #onError: (error: NetworkError) => void
  // Handlers belong to whoever wrote the setup, not to who connects.
  readonly #outside = new AsyncResource('SimulatedServer', { requireManualDestroy: true })

  #names: readonly string[] = []
  #certificate: Certificate | undefined

  constructor(onError: (error: NetworkError) => void) {
    this.#onError = onError
  }

  /** Has the hosts answer. */
  open(services: readonly Service[], hosts: Hosts): void {
    this.#names = [...new Set(['localhost', ...this.#names, ...services.map(({ host }) => host)])]
    // The one that there is names those before only.
    this.#certificate = undefined
    for (const service of services) {
      const accept = this.#createAcceptor(service)
      hosts.add(service.host).acceptors.set(service.port, (handle) => {
        beginTurn(true)
        // As servers of `node:net` and of `node:http` do by default.
        const socket = createSocket(handle, service.protocol !== 'raw')
        this.#outside.runInAsyncScope(accept, undefined, socket)
      })
      if (service.protocol === 'https') hosts.add(service.host).certified.add(service.port)
    }
  }

  #certify(): Certificate {
    this.#certificate ??= createCertificate(this.#names)
    return this.#certificate
  }

  #createAcceptor(service: Service): (socket: net.Socket) => void {
    if (service.protocol === 'raw') {
      const { host, port, handler } = service
      return (socket) => {
        try {
          handler(socket)
        } catch (cause) {
          const place = typeof port === 'number' ? `${host}:${port}` : host
          this.#onError(createHandlerError(place, 'a new connection', cause))
          socket.resetAndDestroy()
        }
      }
    }
    const { host, protocol, handler } = service
    const onError = this.#onError
    const listener = createRequestListener({ host, protocol, handler, onError })
    // Most hosts are asked in one of the two ways only, and a certificate takes a millisecond.
    let server: http.Server | undefined
    return (socket) => {
      server ??=
        protocol === 'http'
          ? http.createServer(listener)
          : https.createServer(this.#certify(), listener)
      server.emit('connection', socket)
    }
  }
}

/** As `net.Server` makes it. */
function createSocket(handle: StreamHandle, allowHalfOpen: boolean): net.Socket {
  markPeers(handle)
  const socket = new net.Socket({
    handle,
    allowHalfOpen,
    readable: true,
    writable: true,
  } as net.SocketConstructorOpts)
  // A peer that resets a connection is no reason for the test to fail.
  socket.on('error', () => {})
  return socket
}
